// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/hit.h"

#include <QByteArrayView>

/// Who is no person: prefetches and link-preview fetchers, which would otherwise count as clicks.
///
/// The seam for the full rule set of semantics 3.1 (crawlers, monitors, libraries, scores); until
/// it is filled, everybody else counts as a person.
BotVerdict judgeAgent(QByteArrayView userAgent, bool isPrefetch);
