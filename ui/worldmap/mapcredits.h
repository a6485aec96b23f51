// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/settings/visitordatastatus.h"

#include <QColor>
#include <QString>

/// The sources of places and of the map, as rich text with links of that colour: their
/// licences require it where results are shown (THIRD_PARTY_NOTICES.md).
QString mapCredits(const VisitorDataReport &report, const QColor &linkColour);
