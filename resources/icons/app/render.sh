#!/usr/bin/env bash
# SPDX-FileCopyrightText: Clickscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# Renders the hicolor sizes from the two drawings. Needs rsvg-convert; run it after changing a drawing.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

for size in 16 22 24 32 48 64 128 256 512; do
    drawing=clickscope.svg
    [ "$size" -gt 24 ] || drawing=clickscope-small.svg
    rsvg-convert --width "$size" --height "$size" --output "clickscope-$size.png" "$drawing"
done
