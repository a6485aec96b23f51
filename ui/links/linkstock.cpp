// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/links/linkstock.h"

#include "core/links/linkcode.h"
#include "core/types/hosttext.h"
#include "core/types/urltext.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace {

/// Everything that the list shows of it.
QString searchedText(const Link &link)
{
    QString text = link.code + u'\n' + link.url + u'\n' + link.name + u'\n' + link.campaign + u'\n'
        + link.tags.join(u'\n');
    if (link.url.contains(QLatin1StringView("xn--"), Qt::CaseInsensitive))
        text += u'\n' + readableHost(urlHost(link.url));
    return text.toLower();
}

qint64 numberOf(const LinkClicks &clicks, LinkWish::Order order)
{
    switch (order) {
    case LinkWish::Order::Now: return clicks.now;
    case LinkWish::Order::Today: return clicks.today;
    case LinkWish::Order::All: return clicks.all;
    default: return clicks.month;
    }
}

QString textOf(const Link &link, LinkWish::Order order)
{
    switch (order) {
    case LinkWish::Order::Destination: return link.url.section(QLatin1StringView("://"), 1).toLower();
    case LinkWish::Order::Name: return link.name.toLower();
    case LinkWish::Order::Campaign: return link.campaign.toLower();
    default: return link.code.toLower();
    }
}

bool isOfNumber(LinkWish::Order order)
{
    using Order = LinkWish::Order;
    return order == Order::Now || order == Order::Today || order == Order::Month || order == Order::All
        || order == Order::State;
}

bool isOfState(LinkWish::State wanted, LinkState state)
{
    switch (wanted) {
    case LinkWish::State::Active: return state == LinkState::Open;
    case LinkWish::State::Ended: return state == LinkState::Expired || state == LinkState::UsedUp;
    case LinkWish::State::Archived: return state == LinkState::Archived;
    case LinkWish::State::All: break;
    }
    return true;
}

void sortRows(QList<int> &rows, const LinkStock &stock, const LinkCounts &counts, const LinkWish &wish,
              Micros now)
{
    const auto ordered = [&wish]<typename Key>(const std::pair<Key, int> &one,
                                               const std::pair<Key, int> &other) {
        return wish.descends ? other.first < one.first : one.first < other.first;
    };
    const auto sort = [&]<typename Key>(auto keyOf, std::vector<std::pair<Key, int>> keys) {
        keys.reserve(static_cast<std::size_t>(rows.size()));
        for (const int row : std::as_const(rows))
            keys.emplace_back(keyOf(stock.links.at(row)), row);
        std::ranges::stable_sort(keys, ordered);
        std::ranges::transform(keys, rows.begin(), [](const auto &key) { return key.second; });
    };
    if (wish.order == LinkWish::Order::State) {
        sort(
            [&](const Link &link) {
                return static_cast<qint64>(stateOf(link, clicksOf(counts, link.code).all, now));
            },
            std::vector<std::pair<qint64, int>>());
    } else if (isOfNumber(wish.order)) {
        sort([&](const Link &link) { return numberOf(clicksOf(counts, link.code), wish.order); },
             std::vector<std::pair<qint64, int>>());
    } else {
        sort([&](const Link &link) { return textOf(link, wish.order); },
             std::vector<std::pair<QString, int>>());
        // Empty ones are last in both directions.
        std::ranges::stable_partition(
            rows, [&](int row) { return !textOf(stock.links.at(row), wish.order).isEmpty(); });
    }
}

} // namespace

LinkStock::LinkStock(const QList<Link> &all) : links(all)
{
    QSet<QString> sitesInUse, tagsInUse, campaignsInUse;
    searched.reserve(links.size());
    places.reserve(links.size());
    looks.reserve(links.size());
    for (qsizetype i = 0; i < links.size(); ++i) {
        const Link &link = links.at(i);
        searched.append(searchedText(link));
        places.insert(link.code.toLower(), i);
        looks.insert(codeAsItLooks(link.code), link.code);
        sitesInUse.insert(link.site);
        for (const QString &tag : link.tags)
            tagsInUse.insert(tag);
        if (!link.campaign.isEmpty())
            campaignsInUse.insert(link.campaign);
    }
    sites = sitesInUse.values();
    tags = tagsInUse.values();
    campaigns = campaignsInUse.values();
    for (QStringList *names : {&sites, &tags, &campaigns})
        names->sort(Qt::CaseInsensitive);
}

const Link *LinkStock::find(const QString &code) const
{
    const auto found = places.constFind(code.toLower());
    return found == places.cend() ? nullptr : &links.at(*found);
}

QString LinkStock::lookAlike(const QString &code) const
{
    const QString other = looks.value(codeAsItLooks(code));
    return other.compare(code, Qt::CaseInsensitive) == 0 ? QString() : other;
}

LinkClicks clicksOf(const LinkCounts &counts, const QString &code)
{
    return counts.value(code.toLower());
}

LinkOrder orderOf(const LinkStock &stock, const LinkCounts &counts, const LinkWish &wish, Micros now,
                  const QSet<QString> &selected, const QString &current)
{
    LinkOrder order;
    const QStringList words = wish.words.toLower().split(u' ', Qt::SkipEmptyParts);
    for (qsizetype i = 0; i < stock.links.size(); ++i) {
        const Link &link = stock.links.at(i);
        if (!wish.site.isEmpty() && link.site != wish.site)
            continue;
        const qint64 clicks = link.maxClicks > 0 ? clicksOf(counts, link.code).all : 0;
        const LinkState state = stateOf(link, clicks, now);
        ++order.all;
        ++(state == LinkState::Open           ? order.active
               : state == LinkState::Archived ? order.archived
                                              : order.ended);
        const bool isWanted = isOfState(wish.state, state)
            && (wish.tag.isEmpty() || link.tags.contains(wish.tag))
            && (wish.campaign.isEmpty() || link.campaign == wish.campaign)
            && std::ranges::all_of(words,
                                   [&](const QString &word) { return stock.searched.at(i).contains(word); });
        if (isWanted)
            order.rows.append(static_cast<int>(i));
    }
    sortRows(order.rows, stock, counts, wish, now);
    if (selected.isEmpty() && current.isEmpty())
        return order;
    for (qsizetype row = 0; row < order.rows.size(); ++row) {
        const QString &code = stock.links.at(order.rows.at(row)).code;
        if (selected.contains(code))
            order.selected.append(static_cast<int>(row));
        if (code == current)
            order.current = static_cast<int>(row);
    }
    return order;
}
