"""How similar a vector model finds texts that have nothing to do with each other.

Models differ: two arbitrary Dutch texts have a cosine of 0.8 with one and 0.1 with another. What a
similarity is worth shows only against that. It is measured on fixed everyday questions and
sentences, not on the library, so that a library full of look-alike sentences changes nothing.
"""

import numpy as np

from index.text_encoder import TextEncoder

QUESTIONS = (
    "Hoe bak ik een brood zonder gist?",
    "Welke boom verliest in de winter zijn blad niet?",
    "Wanneer vertrekt de laatste trein naar zee?",
    "Waarom is de lucht blauw?",
    "Hoe leer ik mijn hond zitten?",
    "Wie schilderde dit stilleven met citroenen?",
    "Wat kost een nieuwe fietsband?",
    "Hoe krijg ik een vlek uit een wollen trui?",
)
SENTENCES = (
    "De soep moet een uur zachtjes koken voordat de groente erbij gaat.",
    "In het voorjaar trekken de ganzen weer naar het noorden.",
    "De wielrenner kwam met een halve minuut voorsprong over de streep.",
    "Een cello is groter dan een viool en klinkt lager.",
    "Het ijs op de plas was na drie nachten vorst dik genoeg om te schaatsen.",
    "Zij las haar kinderen elke avond een verhaal over een draak voor.",
    "Met een waterpas controleer je of de plank recht hangt.",
    "De maan draait in ruim zevenentwintig dagen om de aarde.",
    "Na het onweer rook de tuin naar nat gras.",
    "De bakker op de hoek is op maandag gesloten.",
    "Een schaakpartij kan eindigen in remise.",
    "De veerboot vaart alleen bij kalm weer naar het eiland.",
)


def unrelated_similarity(encoder: TextEncoder) -> float:
    """The mean cosine between each of the questions and each of the sentences."""
    questions = np.array([encoder.encode_query(text) for text in QUESTIONS])
    sentences = encoder.encode_passages(SENTENCES)
    return float((questions @ sentences.T).mean())
