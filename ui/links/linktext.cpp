// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/links/linktext.h"

#include "core/types/hosttext.h"
#include "core/types/urltext.h"
#include "ui/text/datetext.h"
#include "ui/text/format.h"
#include "ui/text/linetext.h"

#include <QCoreApplication>
#include <QTimeZone>

#include <algorithm>

namespace {

QString tr(const char *text, int n = -1)
{
    return QCoreApplication::translate("LinkText", text, nullptr, n);
}

constexpr qsizetype kLongestUrl = 300;

/// "24 Dec 2026 18:00"
QString minuteText(Micros instant, const QTimeZone &zone)
{
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(instant / kMicrosPerMilli, zone);
    return LineText::joined(
        {DateText::dayAndYear(at.date()), Format::timeOfDay(60 * at.time().hour() + at.time().minute())},
        QStringLiteral(" "));
}

} // namespace

QString LinkText::shortUrl(const QString &collectorUrl, const QString &code)
{
    if (collectorUrl.isEmpty())
        return code;
    return collectorUrl.endsWith(u'/') ? QString(collectorUrl + code) : QString(collectorUrl + u'/' + code);
}

QString LinkText::shownUrl(const QString &collectorUrl, const QString &code)
{
    const QString url = shortUrl(collectorUrl, code);
    const qsizetype scheme = url.indexOf(QLatin1StringView("://"));
    return scheme < 0 ? url : url.mid(scheme + 3);
}

LinkText::Destination LinkText::destination(const QString &url)
{
    const UrlParts parts = splitUrl(url);
    if (parts.origin.isEmpty() || !isAbsoluteHttpUrl(url))
        return {{}, LineText::path(LineText::shortened(LineText::oneLine(url), kLongestUrl))};
    QString host = readableHost(urlHost(url));
    if (const qsizetype colon = parts.origin.lastIndexOf(u':'); parts.origin.sliced(colon).size() > 1) {
        const QStringView port = parts.origin.sliced(colon + 1);
        if (std::ranges::all_of(port, [](QChar c) { return c >= u'0' && c <= u'9'; }))
            host += u':' + port.toString();
    }
    const QString rest = parts.path.toString() + parts.suffix.toString();
    return {LineText::host(host),
            rest == QLatin1StringView("/")
                ? QString()
                : LineText::path(LineText::shortened(LineText::oneLine(rest), kLongestUrl))};
}

QString LinkText::wholeDestination(const QString &url)
{
    const Destination shown = destination(url);
    return shown.host + shown.path;
}

LinkText::State LinkText::state(const Link &link, qint64 clicks, Micros now)
{
    switch (stateOf(link, clicks, now)) {
    case LinkState::Archived: return {State::Kind::Archived, tr("Archived")};
    case LinkState::Expired: return {State::Kind::Ended, tr("Expired")};
    case LinkState::UsedUp:
        return {
            State::Kind::Ended,
            LineText::fill(tr("Used up, %1 of %2"), Format::number(clicks), Format::number(link.maxClicks))};
    case LinkState::Open: break;
    }
    if (link.expiresAt != 0)
        return {State::Kind::Ending,
                LineText::fill(tr("Expires in %1"), Format::duration(link.expiresAt - now))};
    if (link.maxClicks > 0) {
        return {State::Kind::Ending,
                LineText::fill(tr("%1 of %2"), Format::number(clicks), Format::number(link.maxClicks))};
    }
    return {State::Kind::Active, tr("Active")};
}

QString LinkText::stateSentence(const Link &link, qint64 clicks, Micros now, const QTimeZone &zone)
{
    QStringList parts {state(link, clicks, now).text};
    if (link.archivedAt != 0)
        return tr("Archived: it answers 410 and keeps its code and its clicks");
    if (link.expiresAt != 0)
        parts.append(LineText::fill(link.expiresAt > now ? tr("until %1") : tr("since %1"),
                                    minuteText(link.expiresAt, zone)));
    if (link.expiresAt != 0 || link.maxClicks > 0)
        parts.append(link.fallback.isEmpty()
                         ? tr("then it answers 410")
                         : LineText::fill(tr("then to %1"), wholeDestination(link.fallback)));
    return LineText::joined(parts);
}

QStringList LinkText::tagsOf(const QString &typed)
{
    QStringList tags;
    const QStringList parts = typed.split(u',');
    for (const QString &part : parts) {
        if (const QString tag = part.simplified(); !tag.isEmpty())
            tags.append(tag);
    }
    tags.removeDuplicates();
    return tags;
}

QString LinkText::shownTags(const QStringList &tags)
{
    return tags.join(QStringLiteral(", "));
}

QStringList LinkText::signWords(const Link &link)
{
    QStringList words;
    if (!link.password.isEmpty())
        words.append(tr("password"));
    if (!link.variants.isEmpty())
        words.append(tr("%Ln destinations compared", static_cast<int>(link.variants.size())));
    if (!link.rules.isEmpty())
        words.append(tr("%Ln rules", static_cast<int>(link.rules.size())));
    return words;
}

QString LinkText::total(qint64 clicks, qint64 earlier)
{
    return earlier == 0
        ? Format::number(clicks)
        : LineText::fill(tr("%1 + %2 earlier"), Format::number(clicks), Format::number(earlier));
}

QString LinkText::sentence(const QString &problem)
{
    QString text = problem;
    if (!text.isEmpty())
        text[0] = text.at(0).toUpper();
    return text.isEmpty() || text.endsWith(u'.') ? text : text + u'.';
}
