// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ingest/privacy/glyphs.h"

/// The parts of a text that tell who somebody is: IPv4 and IPv6 addresses, names of mailboxes (what stands
/// before the "@", of any script), phone numbers with "+", numbers of cards (Luhn) and bank accounts (IBAN),
/// also in groups. Pure and linear.
GlyphRanges personalDataIn(const Glyphs &text);
