// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>

/// One key or value of a query string as text: `%XX` and `+` decoded as UTF-8, bad sequences as U+FFFD,
/// a `%` without two hex digits left as it is.
QString decodedQueryPart(QByteArrayView part);

/// Removes the first "name=value" from a query and returns it: "a=1" from "a=1&b=2", which becomes "b=2".
inline QByteArrayView takePair(QByteArrayView *query)
{
    const qsizetype end = query->indexOf('&');
    const QByteArrayView pair = end < 0 ? *query : query->first(end);
    *query = end < 0 ? QByteArrayView() : query->sliced(end + 1);
    return pair;
}
