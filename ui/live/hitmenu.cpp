// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/hitmenu.h"

#include "ui/past/pasttext.h"
#include "ui/text/plaintext.h"

#include <QDesktopServices>
#include <QUrl>

namespace {

/// A rule about such an agent would be one about everybody with that browser.
bool hasAgentOfPeople(const Hit &hit)
{
    const bool isBrowserLike = hit.agent.startsWith(QLatin1StringView("Mozilla/"))
        || hit.agent.startsWith(QLatin1StringView("Opera/"));
    return !hit.bot.isBot && isBrowserLike && !hit.client.browser.isEmpty();
}

} // namespace

HitMenu::HitMenu(const Hit &hit, const QString &cell, QWidget *parent) : QMenu(parent)
{
    setObjectName(QStringLiteral("hitMenu"));
    setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [this](const QString &text, const char *objectName, bool isEnabled, auto slot) {
        QAction *action = addAction(text, this, slot);
        action->setObjectName(QString::fromLatin1(objectName));
        action->setEnabled(isEnabled);
    };
    addFilters(tr("Filter by"), QStringLiteral("only"), hit, DimensionFilter::Operator::Equals);
    addFilters(tr("Leave out"), QStringLiteral("without"), hit, DimensionFilter::Operator::NotEquals);
    add(tr("Show this visitor"), "hitVisitor", hit.visitor != 0, [this, hit] { Q_EMIT visitorWanted(hit); });
    const std::optional<QUrl> page = pageOf(hit);
    add(tr("Open the page"), "hitOpen", page.has_value(), [page] { QDesktopServices::openUrl(*page); });
    addSeparator();
    add(tr("Copy the value"), "hitCopyCell", !cell.isEmpty(), [this, cell] { Q_EMIT copyCellWanted(cell); });
    add(tr("Copy the rows as CSV"), "hitCopyRows", true, [this] { Q_EMIT copyRowsWanted(); });
    addSeparator();
    const QString rule = ruleOf(hit);
    add(ruleText(hit), "hitRule", !rule.isEmpty(),
        [this, site = hit.site, rule] { Q_EMIT ruleWanted(site, rule); });
}

void HitMenu::addFilters(const QString &title, const QString &objectName, const Hit &hit,
                         DimensionFilter::Operator op)
{
    QMenu *menu = addMenu(title);
    for (DimensionFilter &filter : filtersOf(hit)) {
        filter.op = op;
        QAction *action = menu->addAction(
            PlainText::caption(PastText::filter({filter.dimension, filter.op, {filter.value}})), this,
            [this, filter] { Q_EMIT filterWanted(filter); });
        action->setObjectName(objectName + u'_' + filter.dimension);
    }
}

QList<DimensionFilter> HitMenu::filtersOf(const Hit &hit)
{
    QList<DimensionFilter> filters;
    for (const char *name :
         {"page", "event", "link", "source", "country", "city", "device", "os", "browser", "utm_campaign"}) {
        const QString dimension = QString::fromLatin1(name);
        if (const QString value = dimensionValue(hit, dimension); !value.isEmpty())
            filters.append({dimension, DimensionFilter::Operator::Equals, value});
    }
    return filters;
}

std::optional<QUrl> HitMenu::pageOf(const Hit &hit)
{
    const QUrl url(hit.url);
    const bool isWeb = url.scheme() == QLatin1StringView("http")
        || url.scheme() == QLatin1StringView("https");
    return isWeb && url.isValid() && !url.host().isEmpty() ? std::optional(url) : std::nullopt;
}

QString HitMenu::ruleOf(const Hit &hit)
{
    constexpr qsizetype kMaxRuleText = 200; // BotPolicy::parse()
    if (hit.agent.isEmpty() || hit.site.isEmpty())
        return {};
    if (hasAgentOfPeople(hit))
        return QStringLiteral("block address ");
    const QString action = hit.bot.isBot ? QStringLiteral("allow") : QStringLiteral("block");
    return action + QStringLiteral(" agent ") + hit.agent.simplified().left(kMaxRuleText);
}

QString HitMenu::ruleText(const Hit &hit)
{
    return hit.bot.isBot        ? tr("No bot: allow this user agent…")
        : hasAgentOfPeople(hit) ? tr("A bot: block its address…")
                                : tr("A bot: block this user agent…");
}
