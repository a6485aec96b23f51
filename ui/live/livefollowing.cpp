// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/livefollowing.h"

#include "ui/live/hittablemodel.h"
#include "ui/look/theme.h"
#include "ui/text/format.h"
#include "ui/text/linetext.h"
#include "ui/text/textscale.h"
#include "ui/widgets/rowtable.h"

#include <QEvent>
#include <QHeaderView>
#include <QMenu>
#include <QPushButton>

LiveFollowing::LiveFollowing(HitTableModel &model, RowTable &table) :
    QObject(&table), m_model(model), m_table(table), m_badge(new QPushButton(&table))
{
    m_badge->setObjectName(QStringLiteral("newBadge"));
    makePrimary(m_badge);
    m_badge->setCursor(Qt::PointingHandCursor);
    m_badge->setFocusPolicy(Qt::NoFocus);
    m_badge->setToolTip(tr("Show the new hits and follow again (Space)"));
    m_badge->hide();
    m_badge->setFont(Type::small());
    m_badge->setStyleSheet(QStringLiteral("padding: 2px 12px; border-radius: 12px;"));
    table.installEventFilter(this);
    connect(table.header(), &QHeaderView::sectionResized, this, &LiveFollowing::placeBadge);
    connect(m_badge, &QPushButton::clicked, this, &LiveFollowing::goToNewest);
    connect(&model, &HitTableModel::countsChanged, this, &LiveFollowing::updateBadge);
    connect(&table, &RowTable::atTopChanged, this, &LiveFollowing::onAtTopChanged);
}

void LiveFollowing::set(bool on)
{
    m_followsAtTop = false;
    m_model.setFollowing(on);
    if (on)
        m_table.goToTop();
}

void LiveFollowing::toggle()
{
    set(!m_model.isFollowing());
}

void LiveFollowing::pauseUnder(const QMenu &menu)
{
    m_model.setPaused(true);
    connect(&menu, &QMenu::aboutToHide, this, [this] { m_model.setPaused(false); });
}

void LiveFollowing::setInspecting(bool on)
{
    m_isInspecting = on;
    if (on && m_model.isFollowing()) {
        m_followsAtTop = true;
        m_model.setFollowing(false);
    } else if (!on && m_followsAtTop && m_table.isAtTop()) {
        m_followsAtTop = false;
        m_model.setFollowing(true);
    }
}

void LiveFollowing::onAtTopChanged(bool atTop)
{
    if (!atTop && m_model.isFollowing()) {
        m_followsAtTop = true;
        m_model.setFollowing(false);
    } else if (atTop && m_followsAtTop && !m_isInspecting) {
        m_followsAtTop = false;
        m_model.setFollowing(true);
    }
}

void LiveFollowing::updateBadge()
{
    const qint64 held = m_model.heldCount();
    m_badge->setVisible(held > 0);
    if (held == 0)
        return;
    m_badge->setText(LineText::fill(tr("%1 new ▲"), Format::number(held)));
    placeBadge();
}

void LiveFollowing::placeBadge()
{
    // On the edge under the header, at the end of the column of pages: there it covers neither a title nor a
    // row.
    const int height = TextScale::scaled(24);
    const int overRow = TextScale::scaled(5);
    const QHeaderView &header = *m_table.header();
    const QRect page(header.x() + header.sectionViewportPosition(HitTableModel::Page), 0,
                     header.sectionSize(HitTableModel::Page), 0);
    const QSize size(m_badge->sizeHint().width(), height);
    const int y = header.geometry().bottom() + 1 + overRow - height;
    const bool isMirrored = m_table.isRightToLeft();
    m_badge->setGeometry(QRect(QPoint(isMirrored ? page.left() : page.right() - size.width(), y), size));
    m_badge->raise();
}

bool LiveFollowing::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize)
        placeBadge();
    return QObject::eventFilter(watched, event);
}
