// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringView>

/// False when the path, or the route in a fragment, certainly holds none of what withoutSecretParts()
/// removes: nearly always, at the cost of one look at each character.
bool mayHoldSecretParts(QStringView path);

/// Removes the parts of a path that identify a session or give access: ";jsessionid=…", ";sid=…",
/// "/access_token=…&state=…", "/(S(…))", user information of URLs in it, escaped or not. All other parts stay
/// as they were sent.
QString withoutSecretParts(QStringView path);

/// True when one of the pairs in "state=…&code=…" has the name of a secret. Escapes are read.
bool holdsSecretPair(QStringView pairs);
