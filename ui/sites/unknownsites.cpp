// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sites/unknownsites.h"

#include "core/bus/signalbus.h"
#include "core/types/rejectreason.h"
#include "ui/look/theme.h"
#include "ui/text/format.h"
#include "ui/text/linetext.h"
#include "ui/text/plaintext.h"

#include <QPushButton>
#include <QTimeZone>
#include <QVBoxLayout>

#include <algorithm>

namespace {

constexpr int kReadBack = 500; ///< rejections
constexpr qsizetype kMostKeys = 1000; ///< whoever sends made-up keys takes no more memory
constexpr qsizetype kLongestKey = 40;
constexpr int kRefreshMs = 1000;

} // namespace

UnknownSites::UnknownSites(SignalBus &bus, RejectionQuestions &source, const Clock &clock, QWidget *parent) :
    QWidget(parent), m_source(source), m_clock(clock), m_rows(new QVBoxLayout(this))
{
    setObjectName(QStringLiteral("unknownSites"));
    m_rows->setContentsMargins(0, Metrics::kGrid, 0, 0);
    m_rows->setSpacing(Metrics::kGrid);
    m_due.setSingleShot(true);
    m_due.setInterval(kRefreshMs);
    connect(&m_due, &QTimer::timeout, this, &UnknownSites::refresh);
    connect(&bus, &SignalBus::hitsRejected, this, &UnknownSites::add);
    hide();
}

void UnknownSites::start()
{
    if (m_hasBegun)
        return refresh();
    m_hasBegun = true;
    m_asking = m_source.rejections(0, kReadBack, this, [this](const Result<RejectionPage> &page) {
        m_hasBegun = page.ok(); // else it is asked again when the page is shown the next time
        if (!page)
            return;
        m_seen.clear(); // what came meanwhile is in the answer
        add(page->rows);
        refresh();
    });
}

void UnknownSites::setSites(const QList<Site> &sites)
{
    m_known.clear();
    for (const Site &site : sites)
        m_known.insert(site.id);
    refresh();
}

void UnknownSites::add(const QList<Rejection> &rejections)
{
    const QLatin1StringView unknown = codeOf(RejectReason::UnknownSite);
    for (const Rejection &rejection : rejections) {
        if (rejection.reason != unknown || !isValidSiteId(rejection.site))
            continue;
        if (m_seen.size() >= kMostKeys && !m_seen.contains(rejection.site))
            continue;
        Seen &seen = m_seen[rejection.site];
        seen.hits += rejection.count;
        seen.first = seen.first == 0 ? rejection.time : std::min(seen.first, rejection.time);
        seen.last = std::max(seen.last, rejection.time);
        if (!m_due.isActive())
            m_due.start();
    }
}

void UnknownSites::refresh()
{
    QStringList keys;
    for (auto at = m_seen.cbegin(); at != m_seen.cend(); ++at) {
        if (!m_known.contains(at.key()) && m_clock.now() - at->last < kRecent)
            keys.append(at.key());
    }
    std::ranges::sort(keys, [this](const QString &one, const QString &other) {
        const Seen a = m_seen.value(one), b = m_seen.value(other);
        return a.hits != b.hits ? a.hits > b.hits : one < other;
    });
    while (QLayoutItem *row = m_rows->takeAt(0)) {
        row->widget()->hide();
        row->widget()->deleteLater();
        delete row;
    }
    setVisible(!keys.isEmpty());
    if (keys.isEmpty())
        return;
    auto *head = new PlainLabel(keys.size() == 1
                                    ? tr("1 unknown site key")
                                    : tr("%Ln unknown site keys", nullptr, static_cast<int>(keys.size())),
                                this);
    head->setObjectName(QStringLiteral("unknownHead"));
    head->setFont(Type::strong());
    m_rows->addWidget(head);
    for (const QString &key : keys.mid(0, kMostShown))
        m_rows->addWidget(rowOf(key, m_seen.value(key)));
    auto *all = new QPushButton(tr("Show in Rejected"), this);
    all->setObjectName(QStringLiteral("unknownRejected"));
    all->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    connect(all, &QPushButton::clicked, this, &UnknownSites::rejectedWanted);
    m_rows->addWidget(all);
}

QWidget *UnknownSites::rowOf(const QString &key, const Seen &seen)
{
    auto *row = new QWidget(this);
    const ZoneClock clock(QTimeZone::systemTimeZone());
    auto *words = new PlainLabel(
        LineText::breakable(LineText::fill(seen.hits == 1 ? tr("%1 hit for “%2” was rejected at %3.")
                                                          : tr("%1 hits for “%2” were rejected since %3."),
                                           Format::number(seen.hits), LineText::shortened(key, kLongestKey),
                                           clock.shortText(seen.first, m_clock.now()))),
        row);
    words->setObjectName(QStringLiteral("unknownWords"));
    words->setFont(Type::small());
    words->setWordWrap(true);
    setTone(words, Tone::Muted);
    auto *make = new QPushButton(tr("Make this site…"), row);
    make->setObjectName(QStringLiteral("unknownMake"));
    make->setAccessibleName(LineText::fill(tr("Make the site %1"), key));
    connect(make, &QPushButton::clicked, this, [this, key] { Q_EMIT createWanted(key); });
    auto *column = new QVBoxLayout(row);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(words);
    column->addWidget(make, 0, Qt::AlignLeft);
    return row;
}
