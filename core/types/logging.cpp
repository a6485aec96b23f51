// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/types/logging.h"

Q_LOGGING_CATEGORY(lcCollector, "clickscope.collector", QtInfoMsg)
Q_LOGGING_CATEGORY(lcIngest, "clickscope.ingest", QtInfoMsg)
Q_LOGGING_CATEGORY(lcStorage, "clickscope.storage", QtInfoMsg)
Q_LOGGING_CATEGORY(lcQuery, "clickscope.query", QtInfoMsg)
Q_LOGGING_CATEGORY(lcUi, "clickscope.ui", QtInfoMsg)
