// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/pagenames.h"

#include <QRegularExpression>
#include <QUrl>

#include <algorithm>

namespace {

/// "%7e" is "~", "%2f" is "%2F", "%3c" is "<"; a "%" alone stays.
QString readable(const QString &path)
{
    static const QRegularExpression escapes(QStringLiteral("(?:%[0-9a-fA-F]{2})+"));
    QString shown;
    qsizetype from = 0;
    for (auto found = escapes.globalMatch(path); found.hasNext();) {
        const QRegularExpressionMatch match = found.next();
        const QString run = match.captured();
        const QString text = QUrl::fromPercentEncoding(run.toLatin1());
        const bool isReadable = std::ranges::all_of(text, [](QChar c) {
            return c.isLetterOrNumber() || QStringLiteral("-._~\"<>^`{|}[]").contains(c);
        });
        shown += path.mid(from, match.capturedStart() - from) + (isReadable ? text : run.toUpper());
        from = match.capturedEnd();
    }
    return shown + path.mid(from);
}

QString grouped(QString page, const PageGrouping &pages)
{
    static const QRegularExpression slashes(QStringLiteral("(?!^)/+$"));
    static const QRegularExpression escapes(QStringLiteral("%.."));
    if (pages.joinsCase) {
        page = page.toLower();
        for (auto found = escapes.globalMatch(page); found.hasNext();) {
            const QRegularExpressionMatch match = found.next();
            page.replace(match.capturedStart(), 3, match.captured().toUpper());
        }
    }
    return pages.joinsSlashes ? page.remove(slashes) : page;
}

QString shownUrl(const QString &url, const PageGrouping &pages)
{
    static const QRegularExpression parts(QStringLiteral("^([a-z]+://[^/?#]*)?([^?#]*)"));
    const QRegularExpressionMatch match = parts.match(url);
    const QString path = match.captured(2);
    return match.captured(1) + (path.isEmpty() ? QStringLiteral("/") : grouped(readable(path), pages));
}

void showPages(QList<DimensionFilter> *filters, const PageGrouping &pages)
{
    for (DimensionFilter &filter : *filters) {
        if (filter.dimension != QLatin1StringView("page")
            && !filter.dimension.endsWith(QLatin1StringView("_page")))
            continue;
        if (filter.op != DimensionFilter::Operator::Contains)
            filter.value = grouped(filter.value, pages);
        else if (pages.joinsCase)
            filter.value = grouped(filter.value, {false, true});
    }
}

} // namespace

QList<Hit> withShownPages(QList<Hit> hits, const PageGrouping &pages)
{
    for (Hit &hit : hits)
        hit.url = shownUrl(hit.url, pages);
    return hits;
}

StatsQuery withShownPages(StatsQuery query, const PageGrouping &pages)
{
    showPages(&query.filters, pages);
    for (Goal &goal : query.goals) {
        if (goal.target == Goal::Target::Page)
            goal.pattern = grouped(
                goal.pattern, {pages.joinsSlashes && goal.match != Goal::Match::Contains, pages.joinsCase});
    }
    return query;
}

VisitsQuery withShownPages(VisitsQuery query, const PageGrouping &pages)
{
    showPages(&query.filters, pages);
    return query;
}
