// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/progressstrip.h"

#include "ui/look/theme.h"
#include "ui/text/format.h"
#include "ui/text/linetext.h"
#include "ui/text/plaintext.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

namespace {
constexpr int kBarSteps = 1000;
}

ProgressStrip::ProgressStrip(const QString &name, QWidget *parent) :
    QWidget(parent),
    m_text(new PlainLabel(this)),
    m_bar(new QProgressBar(this)),
    m_button(new QPushButton(tr("Cancel"), this))
{
    setObjectName(name + QStringLiteral("Panel"));
    m_bar->setTextVisible(false);
    m_bar->setRange(0, kBarSteps);
    m_bar->setFixedWidth(240);
    m_button->setObjectName(name + QStringLiteral("Cancel"));
    m_text->setObjectName(name + QStringLiteral("Text"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(24, 6, 12, 6);
    row->setSpacing(2 * Metrics::kGrid);
    row->addWidget(m_bar);
    row->addWidget(m_text, 1);
    row->addWidget(m_button);
    hide();
    connect(m_button, &QPushButton::clicked, this, [this] { cancel(); });
}

void ProgressStrip::begin(const QString &text)
{
    m_startedAt = monotonicMicros();
    m_text->setText(text);
    m_bar->setValue(0);
    m_button->setText(tr("Cancel"));
    show();
}

void ProgressStrip::report(const QString &text, qint64 counted, qint64 done, qint64 total)
{
    const double seconds = static_cast<double>(monotonicMicros() - m_startedAt) / kMicrosPerSecond;
    const double share = total > 0 ? static_cast<double>(done) / static_cast<double>(total) : 0;
    m_bar->setValue(static_cast<int>(share * kBarSteps));
    QString line = text;
    if (seconds > 0.2 && share > 0) {
        const auto left = static_cast<Micros>(seconds * (1 - share) / share * kMicrosPerSecond);
        line = LineText::fill(tr("%1 · %2/s · %3 left"), text,
                              Format::rate(static_cast<double>(counted) / seconds), Format::duration(left));
    }
    m_text->setText(line);
}

void ProgressStrip::end(const QString &message)
{
    hide();
    if (!message.isEmpty())
        Q_EMIT finished(message);
}

void ProgressStrip::fail(const QString &reason)
{
    m_text->setText(reason);
    m_button->setText(tr("Close"));
}
