// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/links/linkstock.h"

#include <QString>
#include <QStringList>

class QTimeZone;

/// Links as text for people. Pure functions.
namespace LinkText {

/// "http://127.0.0.1:8787/spring"; the code alone while the collector has no address.
QString shortUrl(const QString &collectorUrl, const QString &code);
/// The same without its scheme, for lines.
QString shownUrl(const QString &collectorUrl, const QString &code);

/// Where it leads, in two parts: "bücher.example" and "/new?a=1". The first is empty for schemes of apps.
struct Destination
{
    QString host;
    QString path;
};
Destination destination(const QString &url);
/// In one text: "bücher.example/new?a=1".
QString wholeDestination(const QString &url);

/// What stands in the column of states.
struct State
{
    enum class Kind : quint8 { Active, Ending, Ended, Archived };
    Kind kind = Kind::Active;
    QString text; ///< "Active", "Expires in 3 days", "Used up, 3 of 3"
};
State state(const Link &link, qint64 clicks, Micros now);
/// A sentence about it: when it ends, and what clicks get then.
QString stateSentence(const Link &link, qint64 clicks, Micros now, const QTimeZone &zone);

/// "launch, hall b" as tags: each once, without blanks around it.
QStringList tagsOf(const QString &typed);
QString shownTags(const QStringList &tags);

/// What is special about it, as words: "password", "2 destinations", "1 rule".
QStringList signWords(const Link &link);
/// "412", or with earlier ones "412 + 1,200 earlier".
QString total(qint64 clicks, qint64 earlier);
/// The sentence of a check, as it stands at a field.
QString sentence(const QString &problem);

} // namespace LinkText
