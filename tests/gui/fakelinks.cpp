// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/fakelinks.h"

#include "core/links/linkcheck.h"

#include <algorithm>

namespace {

Link linkOf(const LinkDraft &draft)
{
    Link link = draft.link;
    if (draft.password)
        link.password = *draft.password;
    return link;
}

} // namespace

Link *FakeLinks::find(const QString &code)
{
    const auto found = std::ranges::find_if(
        list, [&](const Link &link) { return link.code.compare(code, Qt::CaseInsensitive) == 0; });
    return found == list.end() ? nullptr : &*found;
}

void FakeLinks::noteCampaigns()
{
    for (const Link &link : list) {
        if (!link.campaign.isEmpty()
            && std::ranges::find(campaignList, link.campaign, &LinkCampaign::name) == campaignList.end())
            campaignList.append({link.campaign, link.madeAt});
    }
    std::ranges::sort(campaignList, {}, &LinkCampaign::name);
}

Result<void> FakeLinks::add(QList<Link> links)
{
    for (const Link &link : links) {
        if (Result<void> checked = checkLink(link); !checked)
            return checked;
        if (const Link *taken = find(link.code))
            return Error {QStringLiteral("link_exists"),
                          QStringLiteral("the code %1 is taken").arg(taken->code)};
    }
    list += links;
    std::ranges::sort(list, {}, &Link::code);
    noteCampaigns();
    Q_EMIT m_bus.linksChanged(LinkTable(list));
    return {};
}

Asking FakeLinks::links(const AskContext &who, Answer<QList<Link>> answer)
{
    return m_queue.ask<QList<Link>>(who, std::move(answer), [this]() -> Result<QList<Link>> { return list; });
}

Asking FakeLinks::addLinks(const QList<LinkDraft> &drafts, const AskContext &who, Answer<void> answer)
{
    return m_queue.write<void>(who, std::move(answer), [this, drafts] {
        QList<Link> links;
        for (const LinkDraft &draft : drafts)
            links.append(linkOf(draft));
        return add(links);
    });
}

Asking FakeLinks::updateLinks(const QList<LinkDraft> &drafts, const AskContext &who, Answer<void> answer)
{
    return m_queue.write<void>(who, std::move(answer), [this, drafts]() -> Result<void> {
        for (const LinkDraft &draft : drafts) {
            if (Result<void> checked = checkLink(linkOf(draft)); !checked)
                return checked;
            if (!find(draft.link.code))
                return Error {QStringLiteral("link_not_found"),
                              QStringLiteral("there is no link %1").arg(draft.link.code)};
        }
        for (const LinkDraft &draft : drafts) {
            Link *known = find(draft.link.code);
            const QString code = known->code;
            *known = linkOf(draft);
            known->code = code;
        }
        noteCampaigns();
        Q_EMIT m_bus.linksChanged(LinkTable(list));
        return {};
    });
}

Asking FakeLinks::removeLinks(const QStringList &codes, const AskContext &who, Answer<QList<Link>> answer)
{
    return m_queue.write<QList<Link>>(who, std::move(answer), [this, codes]() -> Result<QList<Link>> {
        QList<Link> removed;
        for (const QString &code : codes) {
            if (const Link *known = find(code)) {
                removed.append(*known);
                list.removeOne(removed.last());
            }
        }
        Q_EMIT m_bus.linksChanged(LinkTable(list));
        return removed;
    });
}

Asking FakeLinks::putBackLinks(const QList<Link> &links, const AskContext &who, Answer<void> answer)
{
    return m_queue.write<void>(who, std::move(answer), [this, links] { return add(links); });
}

Asking FakeLinks::campaigns(const AskContext &who, Answer<QList<LinkCampaign>> answer)
{
    return m_queue.ask<QList<LinkCampaign>>(who, std::move(answer), [this]() -> Result<QList<LinkCampaign>> {
        QList<LinkCampaign> counted = campaignList;
        for (LinkCampaign &campaign : counted)
            campaign.links = std::ranges::count(list, campaign.name, &Link::campaign);
        return counted;
    });
}

Asking FakeLinks::setConcluded(const QString &campaign, bool on, const AskContext &who, Answer<void> answer)
{
    return m_queue.write<void>(who, std::move(answer), [this, campaign, on]() -> Result<void> {
        const auto found = std::ranges::find(campaignList, campaign, &LinkCampaign::name);
        if (found == campaignList.end())
            return Error {QStringLiteral("campaign_not_found"),
                          QStringLiteral("there is no campaign %1").arg(campaign)};
        found->concludedAt = on ? 1 : 0;
        return {};
    });
}
