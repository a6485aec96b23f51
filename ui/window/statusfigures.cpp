// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/statusfigures.h"

#include "ui/look/theme.h"
#include "ui/text/format.h"
#include "ui/text/plaintext.h"

#include <QFormLayout>

#include <algorithm>

namespace {
constexpr qsizetype kLatencies = 120;
}

StatusFigures::StatusFigures(QWidget *parent) : QFrame(parent, Qt::Popup), m_rows(new QFormLayout(this))
{
    setObjectName(QStringLiteral("statusFigures"));
    setAccessibleName(tr("Figures"));
    setFrameShape(QFrame::StyledPanel);
    m_rows->setContentsMargins(16, 12, 16, 12);
    m_rows->setHorizontalSpacing(24);
    m_commit = addRow(QStringLiteral("figureCommit"), tr("Latest commit"),
                      tr("How long it took to write the newest hits."));
    m_painted = addRow(QStringLiteral("figurePainted"), tr("Painted after"),
                       tr("From the commit of hits to their rows on screen, median of the last frames."));
    m_waiting = addRow(QStringLiteral("figureWaiting"), tr("Hits waiting"), tr("For their commit."));
    m_refused = addRow(QStringLiteral("figureRefused"), tr("Refused"),
                       tr("Requests turned away unread or for lack of capacity."));
    m_durability = addRow(QStringLiteral("figureDurability"), tr("Stored hits survive"),
                          tr("Choose it in the settings."));
    m_painted->setText(QStringLiteral("—"));
    setStoreState({});
}

QLabel *StatusFigures::addRow(const QString &objectName, const QString &text, const QString &toolTip)
{
    auto *name = new PlainLabel(text, this);
    setTone(name, Tone::Muted);
    auto *value = new PlainLabel(this);
    value->setObjectName(objectName);
    value->setAlignment(Qt::AlignTrailing | Qt::AlignVCenter);
    for (QLabel *label : {name, value})
        label->setToolTip(PlainText::toolTip(toolTip));
    m_rows->addRow(name, value);
    return value;
}

void StatusFigures::setStoreState(const StoreState &state)
{
    m_commit->setText(state.commitMicros > 0 ? Format::duration(state.commitMicros) : QStringLiteral("—"));
    m_waiting->setText(Format::number(state.queueDepth));
    m_refused->setText(Format::number(state.totals.refused));
    m_durability->setText(state.fullDurability ? tr("a power cut") : tr("a crash of the program"));
}

void StatusFigures::addPaintLatency(Micros latency)
{
    m_latencies.append(latency);
    if (m_latencies.size() > kLatencies)
        m_latencies.remove(0, m_latencies.size() - kLatencies);
    if (isVisible())
        showMedian();
}

void StatusFigures::clearPaintLatency()
{
    m_latencies.clear();
    showMedian();
}

void StatusFigures::showMedian()
{
    if (m_latencies.isEmpty())
        return m_painted->setText(QStringLiteral("—"));
    QList<Micros> sorted = m_latencies;
    const auto middle = sorted.begin() + sorted.size() / 2;
    std::nth_element(sorted.begin(), middle, sorted.end());
    m_painted->setText(Format::duration(*middle));
}

void StatusFigures::openAbove(const QWidget &button)
{
    showMedian();
    adjustSize();
    const bool isRightToLeft = button.layoutDirection() == Qt::RightToLeft;
    const QPoint corner = button.mapToGlobal(QPoint(isRightToLeft ? 0 : button.width(), -Metrics::kGrid / 2));
    move(corner.x() - (isRightToLeft ? 0 : width()), corner.y() - height());
    show();
}
