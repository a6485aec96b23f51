// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/settings/visitordatastatus.h"

#include <QColor>
#include <QString>

/// Whom the places on a map and the map itself come from, as rich text with links of that colour: their
/// licences ask for it where results are shown (THIRD_PARTY_NOTICES.md).
QString mapCredits(const VisitorDataReport &report, const QColor &linkColour);
