// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/rejection.h"

/// The host of the page that sent it, as an entry of allowed hosts; empty when nothing tells. Rows of earlier
/// versions name it only in the Origin of the browser, or in what was sent.
QString senderHost(const Rejection &rejection);
