// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/live/toplist.h"

#include "ui/live/toplistmodel.h"
#include "ui/look/theme.h"
#include "ui/text/format.h"
#include "ui/text/linetext.h"
#include "ui/text/textscale.h"
#include "ui/widgets/aside.h"

#include <QPainter>

#include <algorithm>

namespace {
constexpr int kCaptionHeight = 26; ///< at full size of texts
} // namespace

TopList::TopList(const QString &caption, TopListModel &model, QWidget *parent) :
    BarList(kCaptionHeight, parent), m_caption(caption), m_model(model)
{
    setFocusPolicy(Qt::TabFocus);
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

void TopList::setTotal(qint64 rows, bool isAtLeast)
{
    if (rows == m_total && isAtLeast == m_isAtLeast)
        return;
    m_total = rows;
    m_isAtLeast = isAtLeast;
    update();
}

QString TopList::cutText() const
{
    const QString shown = Format::number(rowCount());
    if (m_isAtLeast)
        return LineText::fill(tr("%1 of at least %2"), shown, Format::number(m_total));
    return m_total > rowCount() ? LineText::fill(tr("%1 of %2"), shown, Format::number(m_total)) : QString();
}

void TopList::setActiveLabel(const QString &label, bool active)
{
    m_active = label;
    m_hasActive = active;
    update();
}

QSize TopList::sizeHint() const
{
    return {Metrics::widened(Aside::kWidth) - 5 * Metrics::kGrid,
            TextScale::scaled(kCaptionHeight) + std::max(1, rowCount()) * Metrics::barRow()};
}

QSize TopList::minimumSizeHint() const
{
    return {160, sizeHint().height()};
}

int TopList::rowCount() const
{
    return std::min(m_maxRows, m_model.rowCount());
}

void TopList::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(Type::caption());
    painter.setPen(theme.muted);
    const QRectF head(0, 0, width(), TextScale::scaled(kCaptionHeight) - 6);
    painter.drawText(head, Qt::AlignLeft | Qt::AlignVCenter, m_caption);
    painter.drawText(head, Qt::AlignRight | Qt::AlignVCenter, cutText());
    for (int row = 0; row < rowCount(); ++row)
        paintRow(painter, row, rowOf(row));
    if (rowCount() == 0)
        paintNote(painter, tr("No visitors in the last %n min", nullptr, m_minutes));
}

BarList::Row TopList::rowOf(int row) const
{
    const QModelIndex index = m_model.index(row);
    const QString label = index.data(TopListModel::LabelRole).toString();
    return {.text = index.data().toString(),
            .number = Format::number(index.data(TopListModel::CountRole).toLongLong()),
            .length = index.data(TopListModel::ShareRole).toDouble(),
            .place = m_flags ? std::optional(label) : std::nullopt,
            .isMarked = m_hasActive && label == m_active};
}

void TopList::activateRow(int row, Qt::KeyboardModifiers)
{
    Q_EMIT activated(m_model.index(row).data(TopListModel::LabelRole).toString());
}

QString TopList::toolTipOf(int row) const
{
    if (row >= 0)
        return LineText::fill(tr("%1: click to filter the table"), m_model.index(row).data().toString());
    return m_captionToolTip.isEmpty() ? tr("Visitors active now, by their latest value.") : m_captionToolTip;
}
