// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/live/burstnotice.h"

#include "ui/text/format.h"
#include "ui/text/linetext.h"

#include <QPushButton>

BurstNotice::BurstNotice(QWidget *parent) : NoticeBar(QStringLiteral("burstNotice"), parent)
{
    connect(addAction(tr("Show bots"), QStringLiteral("burstShow")), &QPushButton::clicked, this,
            &BurstNotice::botsWanted);
    connect(addAction(tr("Bot rules…"), QStringLiteral("burstRules")), &QPushButton::clicked, this,
            &BurstNotice::rulesWanted);
}

void BurstNotice::setSnapshot(const RealtimeSnapshot &snapshot)
{
    if (snapshot.burstHits == 0)
        return setText({});
    const QString visitors = snapshot.burstVisitors == 1 ? tr("one visitor")
        : snapshot.burstVisitorsAtLeast
        ? LineText::fill(tr("at least %1 visitors"), Format::number(snapshot.burstVisitors))
        : LineText::fill(tr("%1 visitors"), Format::number(snapshot.burstVisitors));
    setText(LineText::fill(
        tr("%1 hits of %2 in the last %3 min came faster than people click (40 hits and 25 pages in 30 s) and "
           "are hidden as bots. A load test looks like that, and so do machines alike behind one address."),
        Format::number(snapshot.burstHits), visitors, Format::digits(snapshot.minutes)));
}
