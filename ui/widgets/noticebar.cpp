// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/noticebar.h"

#include "ui/look/theme.h"
#include "ui/text/linetext.h"
#include "ui/text/plaintext.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

#include <algorithm>

namespace {
constexpr int kStripe = 3;
}

NoticeBar::NoticeBar(const QString &objectName, QWidget *parent) :
    QWidget(parent), m_text(new PlainLabel(this)), m_actions(new QWidget(this))
{
    setObjectName(objectName);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *buttons = new QHBoxLayout(m_actions);
    buttons->setContentsMargins(0, 0, 0, 0);
    buttons->setSpacing(Metrics::kGrid);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(kStripe + 12, Metrics::kGrid, Metrics::kGrid, Metrics::kGrid);
    row->setSpacing(2 * Metrics::kGrid);
    row->addWidget(m_text, 1);
    row->addWidget(m_actions, 0, Qt::AlignVCenter);
    connect(addAction(tr("Dismiss"), objectName + QStringLiteral("Dismiss")), &QPushButton::clicked, this,
            [this] {
                m_isDismissed = true;
                hide();
                Q_EMIT dismissed();
            });
    hide();
}

QPushButton *NoticeBar::addAction(const QString &text, const QString &objectName)
{
    auto *button = new QPushButton(text, m_actions);
    button->setObjectName(objectName);
    button->setProperty("flat", true);
    auto *buttons = static_cast<QHBoxLayout *>(m_actions->layout());
    buttons->insertWidget(std::max(0, buttons->count() - 1), button); // Dismiss stays the last
    return button;
}

void NoticeBar::setText(const QString &text)
{
    if (text.isEmpty())
        m_isDismissed = false;
    if (text != m_said) {
        m_said = text;
        constexpr qsizetype kLongest = 600; // names of others may stand in it
        m_text->setText(LineText::breakable(LineText::shortened(LineText::oneLine(text), kLongest)));
    }
    setVisible(!text.isEmpty() && !m_isDismissed);
}

QString NoticeBar::text() const
{
    return m_said;
}

void NoticeBar::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.raised);
    painter.drawRoundedRect(rect(), Metrics::kRadius, Metrics::kRadius);
    painter.setBrush(theme.warn);
    painter.drawRoundedRect(QRectF(0, 0, kStripe, height()), kStripe / 2.0, kStripe / 2.0);
}
