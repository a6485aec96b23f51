// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sites/sitedelegate.h"

#include "core/types/hosttext.h"
#include "ui/look/theme.h"
#include "ui/sites/sitemodel.h"
#include "ui/text/format.h"
#include "ui/text/linetext.h"
#include "ui/text/textscale.h"

#include <QPainter>
#include <QPainterPath>
#include <QStyle>
#include <QStyleOptionViewItem>

#include <algorithm>

namespace {

// Pixels at full size of texts.
constexpr int kRow = 60;
constexpr int kDot = 9;
constexpr int kHoursWidth = 84;
constexpr int kHoursHeight = 24;
constexpr int kCountWidth = 64;
constexpr int kEnd = 12;

QColor colourOf(const SiteActivity &activity, SiteActivity::State state, const Theme &theme)
{
    if (!activity.isKnown)
        return theme.muted;
    switch (state) {
    case SiteActivity::State::Receiving: return theme.good;
    case SiteActivity::State::Never: return theme.warn;
    case SiteActivity::State::Silent: break;
    }
    return theme.muted;
}

} // namespace

SiteDelegate::SiteDelegate(QObject *parent) :
    QAbstractItemDelegate(parent), m_strong(Type::strong()), m_text(Type::body()), m_small(Type::small())
{
}

void SiteDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    const auto &model = static_cast<const SiteModel &>(*index.model());
    const Theme &theme = Theme::of(option.widget);
    const Site &site = model.siteAt(index.row());
    const SiteActivity activity = model.activityAt(index.row());
    const SiteActivity::State state = activity.stateAt(model.now());
    const QColor colour = colourOf(activity, state, theme);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRectF row = option.rect;
    const auto mirrored = [&](const QRectF &area) {
        return QRectF(QStyle::visualRect(option.direction, option.rect, area.toRect()));
    };
    if (option.state & QStyle::State_Selected) {
        painter->fillRect(row, theme.raised);
        painter->fillRect(mirrored(QRectF(row.left(), row.top(), 2, row.height())), theme.accent);
    } else if (option.state & QStyle::State_MouseOver) {
        painter->fillRect(row, theme.accentRow);
    }
    if ((option.state & QStyle::State_HasFocus) && (option.state & QStyle::State_Selected)) {
        painter->setPen(theme.accent);
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(row.adjusted(0.5, 0.5, -0.5, -0.5));
    }
    painter->setPen(theme.line);
    painter->drawLine(QLineF(row.bottomLeft(), row.bottomRight()).translated(0, -0.5));

    const qreal dot = TextScale::scaled(kDot);
    const bool isFilled = activity.isKnown && state == SiteActivity::State::Receiving;
    const qreal half = row.height() / 2;
    const QRectF first(row.left(), row.top() + 8, row.width(), half - 8);
    const QRectF second(row.left(), row.top() + half, row.width(), half - 8);
    painter->setPen(isFilled ? QPen(Qt::NoPen) : QPen(colour, 1.6));
    painter->setBrush(isFilled ? QBrush(colour) : QBrush(Qt::NoBrush));
    painter->drawEllipse(mirrored(QRectF(row.left() + kEnd, first.center().y() - dot / 2, dot, dot)));

    const qreal start = kEnd + dot + 10;
    const qreal count = TextScale::scaled(kCountWidth);
    const qreal hours = row.width() >= TextScale::scaled(320) ? TextScale::scaled(kHoursWidth) : 0;
    const qreal room = row.width() - start - count - kEnd - (hours > 0 ? hours + 16 : 0);
    QRectF names = mirrored(first.adjusted(start, 0, start + room - first.width(), 0));
    const QString host = site.domains.isEmpty() ? QString() : readableHost(site.domains.constFirst());
    const QString name = LineText::unturned(site.displayName());
    painter->setPen(theme.text);
    const qreal used = m_strong.draw(*painter, names, host.isEmpty() ? name : LineText::host(host));
    const bool fits = used + 6 + QFontMetricsF(Type::body()).horizontalAdvance(name) <= names.width();
    if (!host.isEmpty() && name != host && fits && option.direction == Qt::LeftToRight) {
        painter->setPen(theme.muted);
        m_text.draw(*painter, names.adjusted(used + 6, 0, 0, 0), name);
    }
    painter->setPen(theme.muted);
    m_small.draw(*painter, mirrored(second.adjusted(start, 0, start + room - second.width(), 0)),
                 model.textAt(index.row()));
    const QRectF numbers(row.right() - kEnd - count, row.top(), count, row.height());
    painter->setPen(activity.today > 0 ? theme.text : theme.muted);
    painter->setFont(Type::body());
    painter->drawText(mirrored(QRectF(numbers.left(), first.top(), count, first.height())),
                      Qt::AlignTrailing | Qt::AlignVCenter, Format::number(activity.today));
    painter->setPen(theme.muted);
    painter->setFont(Type::small());
    painter->drawText(mirrored(QRectF(numbers.left(), second.top(), count, second.height())),
                      Qt::AlignTrailing | Qt::AlignVCenter, tr("today"));
    if (hours > 0) {
        const qreal height = TextScale::scaled(kHoursHeight);
        paintHours(
            *painter,
            mirrored(QRectF(numbers.left() - 16 - hours, row.center().y() - height / 2, hours, height)),
            activity, theme);
    }
    painter->restore();
}

void SiteDelegate::paintHours(QPainter &painter, const QRectF &area, const SiteActivity &activity,
                              const Theme &theme) const
{
    const QList<qint64> &hours = activity.hours;
    const qint64 most = hours.isEmpty() ? 0 : *std::ranges::max_element(hours);
    if (hours.size() < 2 || most == 0)
        return;
    const qreal step = area.width() / static_cast<qreal>(hours.size() - 1);
    QPainterPath line;
    for (qsizetype i = 0; i < hours.size(); ++i) {
        const qreal share = static_cast<qreal>(hours.at(i)) / static_cast<qreal>(most);
        const QPointF at(area.left() + static_cast<qreal>(i) * step, area.bottom() - area.height() * share);
        i == 0 ? line.moveTo(at) : line.lineTo(at);
    }
    QPainterPath under = line;
    under.lineTo(area.bottomRight());
    under.lineTo(area.bottomLeft());
    painter.fillPath(under, theme.accentBar);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.accent, 1.4));
    painter.drawPath(line);
}

QSize SiteDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {1, TextScale::scaled(kRow)}; // as wide as the list
}
