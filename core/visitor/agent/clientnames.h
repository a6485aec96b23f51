// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/hit.h"
#include "core/visitor/agent/uapparser.h"

#include <QByteArrayView>

/// The client an agent describes, in familiar names: device ("Mobile"), system ("iOS" "18.7"), browser
/// ("Safari" "26.6"). See clientdevice.h, clientsystem.h and clientbrowser.h for their rules. Pure.
Client nameClient(const ParsedAgent &parsed, QByteArrayView agent);
