// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/toplist.h"

#include "ui/format.h"
#include "ui/icons.h"
#include "ui/models/toplistmodel.h"
#include "ui/theme.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace {
constexpr int kCaptionHeight = 26;
constexpr int kPadding = 8;
constexpr int kFlag = 14;
} // namespace

TopList::TopList(const QString &caption, TopListModel &model, QWidget *parent) :
    QWidget(parent), m_caption(caption), m_model(model), m_digits(Type::body()), m_text(Type::body())
{
    setMouseTracking(true);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(caption);
    const auto refresh = [this] { update(); };
    connect(&m_model, &QAbstractItemModel::dataChanged, this, refresh);
    connect(&m_model, &QAbstractItemModel::rowsMoved, this, refresh);
    const auto resize = [this] {
        updateGeometry();
        update();
    };
    connect(&m_model, &QAbstractItemModel::rowsInserted, this, resize);
    connect(&m_model, &QAbstractItemModel::rowsRemoved, this, resize);
}

void TopList::setMaxRows(int rows)
{
    m_maxRows = rows;
    updateGeometry();
}

void TopList::setActiveLabel(const QString &label, bool active)
{
    m_active = label;
    m_hasActive = active;
    update();
}

QSize TopList::sizeHint() const
{
    return {Metrics::kAside - 5 * Metrics::kGrid,
            kCaptionHeight + std::max(1, shownRows()) * Metrics::kBarRow};
}

QSize TopList::minimumSizeHint() const
{
    return {160, sizeHint().height()};
}

int TopList::shownRows() const
{
    return std::min(m_maxRows, m_model.rowCount());
}

QRectF TopList::rowArea(int row) const
{
    return QRectF(0, kCaptionHeight + row * Metrics::kBarRow, width(), Metrics::kBarRow - 4);
}

int TopList::rowAt(const QPointF &position) const
{
    const int row = static_cast<int>((position.y() - kCaptionHeight) / Metrics::kBarRow);
    return position.y() >= kCaptionHeight && row < shownRows() ? row : -1;
}

void TopList::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(Type::caption());
    painter.setPen(theme.muted);
    painter.drawText(QRectF(0, 0, width(), kCaptionHeight - 6), Qt::AlignLeft | Qt::AlignVCenter, m_caption);
    for (int row = 0; row < shownRows(); ++row)
        paintRow(painter, row);
    if (shownRows() == 0) {
        painter.setPen(theme.muted);
        m_text.draw(painter, rowArea(0), tr("Nobody in this window"));
    }
}

void TopList::paintRow(QPainter &painter, int row) const
{
    const Theme &theme = Theme::of(this);
    const QModelIndex index = m_model.index(row);
    const QRectF area = rowArea(row);
    const QString label = index.data(TopListModel::LabelRole).toString();
    const bool marked = m_hasActive && label == m_active;
    QRectF bar = area;
    bar.setWidth(std::max(3.0, area.width() * index.data(TopListModel::ShareRole).toDouble()));
    if (row == m_hovered || marked) {
        painter.setPen(marked ? theme.accentDim : Qt::transparent);
        painter.setBrush(theme.raised);
        painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), Metrics::kRadius, Metrics::kRadius);
    }
    painter.setPen(hasFocus() && row == m_current ? QPen(theme.accent) : QPen(Qt::NoPen));
    painter.setBrush(theme.accentBar);
    painter.drawRoundedRect(bar.adjusted(0.5, 0.5, -0.5, -0.5), Metrics::kRadius, Metrics::kRadius);

    const QString count = Format::number(index.data(TopListModel::CountRole).toLongLong());
    QRectF text = area.adjusted(kPadding, 0, -kPadding, 0);
    painter.setPen(theme.muted);
    m_digits.draw(painter, text, Qt::AlignRight, count);
    text.setRight(text.right() - m_digits.width(count) - kPadding);
    if (m_flags) {
        const qreal ratio = painter.device()->devicePixelRatio();
        const QPointF corner(text.left(), area.center().y() - kFlag / 2.0);
        if (label.size() == 2)
            painter.drawPixmap(corner, flagPixmap(label, theme.muted, kFlag, ratio));
        else
            painter.drawPixmap(
                corner + QPointF(2, 0),
                iconPixmap(label.isEmpty() ? QStringLiteral("question") : QStringLiteral("home"), theme.muted,
                           kFlag, ratio));
        text.setLeft(text.left() + flagWidth(kFlag) + 4);
    }
    painter.setPen(theme.text);
    m_text.draw(painter, text, index.data().toString());
}

void TopList::activateRow(int row)
{
    if (row < 0 || row >= shownRows())
        return;
    m_current = row;
    Q_EMIT activated(m_model.index(row).data(TopListModel::LabelRole).toString());
}

void TopList::mouseMoveEvent(QMouseEvent *event)
{
    const int row = rowAt(event->position());
    setCursor(row >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    if (row == m_hovered)
        return;
    m_hovered = row;
    update();
}

void TopList::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        activateRow(rowAt(event->position()));
}

void TopList::leaveEvent(QEvent *)
{
    m_hovered = -1;
    update();
}

void TopList::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Up: m_current = std::max(0, m_current - 1); break;
    case Qt::Key_Down: m_current = std::clamp(m_current + 1, 0, std::max(0, shownRows() - 1)); break;
    case Qt::Key_Return:
    case Qt::Key_Enter: activateRow(m_current); break;
    default: return QWidget::keyPressEvent(event);
    }
    update();
}

bool TopList::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const int row = rowAt(help->pos());
        QToolTip::showText(help->globalPos(),
                           row >= 0
                               ? tr("%1: click to filter the table").arg(m_model.index(row).data().toString())
                               : tr("Visitors active now, by their latest value."),
                           this);
        return true;
    }
    return QWidget::event(event);
}
