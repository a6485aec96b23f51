// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>

/// One key or value of a query string as text: `%XX` and `+` decoded as UTF-8, bad sequences as U+FFFD,
/// a `%` without two hex digits left as it is.
QString decodedQueryPart(QByteArrayView part);
