// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/linkservice.h"

#include "core/bus/signalbus.h"
#include "core/links/linkpassword.h"
#include "core/query/briefread.h"
#include "core/sites/linkstore.h"
#include "core/storage/storage.h"
#include "core/types/logging.h"

namespace {

Result<QList<Link>> added(Database &database, const QList<Link> &links)
{
    const Result<void> written = addLinks(database, links);
    return written ? Result<QList<Link>>(links) : written.error();
}

} // namespace

LinkService::LinkService(Storage &storage, SignalBus &bus, const Clock &clock) :
    m_storage(storage),
    m_bus(bus),
    m_clock(clock),
    m_connection(storage.fileName()),
    m_thread(QStringLiteral("links"), 0, [this] { m_connection.close(); })
{
}

Result<void> LinkService::reload(const Database &database)
{
    const Result<LinkTable> table = readLinkTable(database);
    if (!table)
        return table.error();
    m_table = *table;
    Q_EMIT m_bus.linksChanged(*m_table);
    return {};
}

void LinkService::publish(const Database &database, const QList<Link> &put, const QStringList &removed)
{
    const Result<QHash<QString, qint64>> clicks = clicksOfLimitedLinks(database, put);
    if (m_table && clicks) {
        m_table = m_table->with(put, removed, *clicks);
        Q_EMIT m_bus.linksChanged(*m_table);
    } else if (const Result<void> read = reload(database); !read) {
        qCWarning(lcStorage).noquote()
            << "the collector goes on with the links it has:" << read.error().message;
    }
}

Asking LinkService::write(const QList<LinkDraft> &drafts, Write all, const AskContext &who,
                          Answer<void> answer)
{
    const Asked<void> asked(who, std::move(answer));
    m_thread.post([this, asked, drafts, all](const std::atomic<bool> &) {
        QList<Link> links;
        for (const LinkDraft &draft : drafts) {
            Link link = draft.link;
            if (draft.password)
                link.password = draft.password->isEmpty() ? QString() : hashedPassword(*draft.password);
            links.append(link);
        }
        m_storage.post([this, asked, links, all](Database &database) {
            const Result<QList<Link>> written = all(database, links);
            if (written)
                publish(database, *written, {});
            asked.answer(written ? Result<void>() : written.error());
        });
    });
    return asked.asking();
}

Asking LinkService::links(const AskContext &who, Answer<QList<Link>> answer)
{
    return askBriefly<QList<Link>>(m_thread, m_storage, m_connection, who, std::move(answer), readLinks);
}

Asking LinkService::addLinks(const QList<LinkDraft> &drafts, const AskContext &who, Answer<void> answer)
{
    QList<LinkDraft> made = drafts;
    for (LinkDraft &draft : made) {
        if (draft.link.madeAt == 0)
            draft.link.madeAt = m_clock.now();
    }
    return write(made, added, who, std::move(answer));
}

Asking LinkService::updateLinks(const QList<LinkDraft> &drafts, const AskContext &who, Answer<void> answer)
{
    return write(drafts, ::updateLinks, who, std::move(answer));
}

Asking LinkService::putBackLinks(const QList<Link> &links, const AskContext &who, Answer<void> answer)
{
    QList<LinkDraft> drafts;
    for (const Link &link : links)
        drafts.append({link, {}});
    return write(drafts, added, who, std::move(answer));
}

Asking LinkService::removeLinks(const QStringList &codes, const AskContext &who, Answer<QList<Link>> answer)
{
    const Asked<QList<Link>> asked(who, std::move(answer));
    m_storage.post([this, asked, codes](Database &database) {
        const Result<QList<Link>> removed = ::removeLinks(database, codes);
        if (removed) {
            QStringList gone;
            for (const Link &link : *removed)
                gone.append(link.code);
            publish(database, {}, gone);
        }
        asked.answer(removed);
    });
    return asked.asking();
}

Asking LinkService::campaigns(const AskContext &who, Answer<QList<LinkCampaign>> answer)
{
    return askBriefly<QList<LinkCampaign>>(m_thread, m_storage, m_connection, who, std::move(answer),
                                           readCampaigns);
}

Asking LinkService::setConcluded(const QString &campaign, bool on, const AskContext &who, Answer<void> answer)
{
    const Asked<void> asked(who, std::move(answer));
    m_storage.post([asked, campaign, at = on ? m_clock.now() : 0](Database &database) {
        asked.answer(concludeCampaign(database, campaign, at));
    });
    return asked.asking();
}
