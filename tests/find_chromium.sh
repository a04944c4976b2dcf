#!/bin/sh
# Zorgt dat de browsertests een Chromium hebben: op het PATH, anders via apt, anders via Playwright.
for name in chromium chromium-browser google-chrome google-chrome-stable; do
    if command -v "$name" >/dev/null 2>&1; then
        exit 0
    fi
done
if .venv/bin/python -c 'import os, sys
from playwright.sync_api import sync_playwright
with sync_playwright() as p:
    sys.exit(not os.path.exists(p.chromium.executable_path))' 2>/dev/null; then
    exit 0
fi
echo "Er is geen Chromium gevonden; die wordt nu geïnstalleerd voor de browsertests."
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null && exit 0
fi
.venv/bin/python -m playwright install chromium && exit 0
echo "Dat lukt hier niet. De browsertests worden als niet gedraaid gemeld; zie packages.txt." >&2
exit 0
