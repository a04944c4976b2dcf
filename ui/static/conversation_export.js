// A conversation as a file: JSON for programs, Markdown for people.
import {claimsOf} from './conversations.js';

const special = /[\\`*_{}[\]<>#+|~&!]/g;
// Text of others stays text, also in a program that shows Markdown.
const plain = (text) => String(text ?? '').replace(/\s+/g, ' ').trim().replace(special, '\\$&');
const listOf = (value) => Array.isArray(value) ? value : [];

/** The conversation as it is kept; the program reads this form back. */
export function asJson({id, ...entry}) {
    return JSON.stringify(entry, null, 2);
}

/** The questions and answers with their sources. */
export function asMarkdown(entry) {
    const blocks = entry.beurten.filter((turn) => turn && typeof turn === 'object').map(turnBlock);
    return `# ${plain(entry.titel)}\n\n${blocks.join('\n\n')}\n`;
}

function turnBlock(turn) {
    const lines = [`## ${plain(turn.question)}`, ''];
    const line = (text) => { if (text) lines.push(plain(text), ''); };
    if (turn.state === 'bezig') line('Dit antwoord is onderbroken voordat het klaar was.');
    if (turn.state === 'gestopt') line('U hebt dit antwoord gestopt.');
    line(turn.failure);
    line(turn.remark);
    line(turn.understood?.reply);
    const claims = claimsOf(turn);
    if (!claims.length) line(turn.answer?.text);
    let part = '';
    for (const claim of claims) {
        if (claim?.part && claim.part !== part) lines.push(`### ${plain(claim.part)}`, '');
        part = claim?.part ?? '';
        const marks = listOf(claim?.citations).map((number) => `[${plain(number)}]`).join('');
        lines.push(`${part ? '- ' : ''}${plain(claim?.text)} ${marks}`.trim(), '');
    }
    if (claims.length) listOf(turn.answer.notes).forEach(line);
    if (claims.some((claim) => claim?.generated)) line(`Geschreven door een taalmodel (${turn.answer.model}).`);
    const sources = listOf(turn.answer?.citations);
    if (sources.length) lines.push('### Bronnen', '', ...sources.map(sourceLine));
    return lines.join('\n').trim();
}

function sourceLine(source) {
    const page = source?.page ? `, bladzijde ${source.page}` : '';
    const section = listOf(source?.section).map(plain).join(' › ');
    return `- [${plain(source?.n)}] ${plain(source?.title)}${section ? `, ${section}` : ''}${page}: “${plain(source?.quote)}”`;
}

/** Give a text to the visitor as a file. */
export function download(name, type, text) {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], {type: `${type};charset=utf-8`}));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** A file name that every system takes. */
export function fileName(title, extension, kind = 'gesprek') {
    const name = title.normalize('NFKD').replace(/[^\w\s-]/g, '').trim().replace(/\s+/g, '-').slice(0, 60);
    return `${kind}-${name.toLowerCase() || 'denktank'}.${extension}`;
}
