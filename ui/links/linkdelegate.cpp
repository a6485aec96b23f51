// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/links/linkdelegate.h"

#include "ui/links/linkmodel.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/text/format.h"
#include "ui/text/linetext.h"
#include "ui/text/textscale.h"
#include "ui/widgets/textdelegate.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>
#include <QStyleOptionViewItem>
#include <QWidget>

#include <algorithm>

namespace {

constexpr int kSign = 13; ///< at full size of texts, as all of these
constexpr int kDot = 7;
constexpr int kTrendHeight = 18;

QStringList signsOf(const Link &link)
{
    QStringList icons;
    if (!link.password.isEmpty())
        icons.append(QStringLiteral("lock"));
    if (!link.variants.isEmpty())
        icons.append(QStringLiteral("split"));
    if (!link.rules.isEmpty())
        icons.append(QStringLiteral("mobile"));
    if (link.expiresAt != 0 || link.maxClicks > 0)
        icons.append(QStringLiteral("clock"));
    return icons;
}

/// A line through values, as high as the area; `colour` of the line. Nothing for less than two values.
void paintTrend(QPainter &painter, const QRectF &area, const QList<qint64> &values, const QColor &colour)
{
    if (values.size() < 2)
        return;
    const qint64 most = std::max<qint64>(1, *std::ranges::max_element(values));
    const qreal step = area.width() / static_cast<qreal>(values.size() - 1);
    QPainterPath line;
    for (qsizetype i = 0; i < values.size(); ++i) {
        const QPointF at(area.left() + static_cast<qreal>(i) * step,
                         area.bottom()
                             - area.height() * static_cast<qreal>(values.at(i)) / static_cast<qreal>(most));
        if (i == 0)
            line.moveTo(at);
        else
            line.lineTo(at);
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colour, 1.4));
    painter.drawPath(line);
}

} // namespace

LinkDelegate::LinkDelegate(QObject *parent) :
    QAbstractItemDelegate(parent), m_digits(Type::body()), m_text(Type::body()), m_strong(Type::strong())
{
}

void LinkDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    const auto &model = static_cast<const LinkModel &>(*index.model());
    const Theme &theme = Theme::of(option.widget);
    const int row = index.row();
    const QRectF area = QRectF(option.rect).adjusted(TextDelegate::kMargin, 0, -TextDelegate::kMargin, 0);
    painter->save();
    painter->setClipRect(area);
    const LinkClicks clicks = model.clicksAt(row);
    const auto number = [&](qint64 value, const QColor &colour) {
        painter->setPen(value > 0 ? colour : theme.muted);
        m_digits.draw(*painter, area, Qt::AlignRight, index.data().toString());
    };
    switch (index.column()) {
    case LinkModel::Code: paintCode(*painter, area, model, row, theme); break;
    case LinkModel::Destination: paintDestination(*painter, area, model, row, theme); break;
    case LinkModel::Now: number(clicks.now, theme.accentText); break;
    case LinkModel::Today: number(clicks.today, theme.text); break;
    case LinkModel::Month: number(clicks.month, theme.text); break;
    case LinkModel::Total: paintTotal(*painter, area, model, row, theme); break;
    case LinkModel::State: paintState(*painter, area, model, row, theme); break;
    case LinkModel::Trend: {
        const qreal height = TextScale::scaled(kTrendHeight);
        const bool runs = model.stateAt(row).kind <= LinkText::State::Kind::Ending;
        paintTrend(*painter, QRectF(area.left(), area.center().y() - height / 2, area.width(), height),
                   model.trendAt(row), runs ? theme.accent : theme.muted);
        break;
    }
    default:
        painter->setPen(index.column() == LinkModel::Name ? theme.text : theme.muted);
        m_text.draw(*painter, area, index.data().toString());
    }
    painter->restore();
}

void LinkDelegate::paintCode(QPainter &painter, QRectF area, const LinkModel &model, int row,
                             const Theme &theme) const
{
    const Link &link = model.linkAt(row);
    const bool runs = model.stateAt(row).kind <= LinkText::State::Kind::Ending;
    const QStringList signs = signsOf(link);
    const int size = TextScale::scaled(kSign);
    const qreal signsWidth = static_cast<qreal>(signs.size()) * (size + 4);
    painter.setPen(theme.muted);
    area.setLeft(area.left() + m_text.draw(painter, area, QStringLiteral("/")));
    painter.setPen(runs ? theme.text : theme.muted);
    const qreal least = std::min(area.width(), QFontMetricsF(m_strong.font()).averageCharWidth() * 4);
    const QRectF room(area.left(), area.top(), std::max(least, area.width() - signsWidth), area.height());
    qreal x = area.left() + m_strong.draw(painter, room, link.code) + 6;
    for (const QString &sign : signs) {
        if (x + size > area.right() + 1)
            break; // the tooltip has them
        painter.drawPixmap(QPointF(x, area.center().y() - size / 2.0),
                           iconPixmap(sign, theme.muted, size, painter.device()->devicePixelRatioF()));
        x += size + 4;
    }
}

void LinkDelegate::paintDestination(QPainter &painter, QRectF area, const LinkModel &model, int row,
                                    const Theme &theme) const
{
    const LinkText::Destination shown = LinkText::destination(model.linkAt(row).url);
    if (shown.path.isEmpty()) {
        painter.setPen(theme.text);
        m_text.draw(painter, area, shown.host);
        return;
    }
    // The last part of the path says more than the host.
    const QFontMetricsF metrics(m_text.font());
    const qreal wanted = metrics.horizontalAdvance(shown.path);
    const QRectF first(area.left(), area.top(), std::max(area.width() * 0.45, area.width() - wanted),
                       area.height());
    painter.setPen(theme.muted);
    area.setLeft(area.left() + m_text.draw(painter, first, shown.host));
    painter.setPen(theme.text);
    m_text.draw(painter, area, shown.path, Qt::ElideMiddle);
}

void LinkDelegate::paintState(QPainter &painter, QRectF area, const LinkModel &model, int row,
                              const Theme &theme) const
{
    using Kind = LinkText::State::Kind;
    const LinkText::State state = model.stateAt(row);
    const bool runs = state.kind <= Kind::Ending;
    const qreal size = TextScale::scaled(kDot);
    const QRectF dot(area.left(), area.center().y() - size / 2, size, size);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(runs ? QPen(Qt::NoPen) : QPen(theme.muted, 1.2));
    painter.setBrush(state.kind == Kind::Active       ? QBrush(theme.good)
                         : state.kind == Kind::Ending ? QBrush(theme.warn)
                                                      : QBrush(Qt::NoBrush));
    painter.drawEllipse(runs ? dot : dot.adjusted(0.6, 0.6, -0.6, -0.6));
    painter.setPen(runs ? theme.text : theme.muted);
    m_text.draw(painter, area.adjusted(size + 6, 0, 0, 0), state.text);
}

void LinkDelegate::paintTotal(QPainter &painter, const QRectF &area, const LinkModel &model, int row,
                              const Theme &theme) const
{
    const qint64 all = model.clicksAt(row).all;
    const qint64 earlier = model.linkAt(row).earlierClicks;
    const QString own = Format::number(all);
    painter.setPen(all > 0 ? theme.text : theme.muted);
    if (earlier == 0)
        return m_digits.draw(painter, area, Qt::AlignRight, own);
    const QString whole = LinkText::total(all, earlier);
    const QFontMetricsF metrics(m_text.font());
    const qreal width = metrics.horizontalAdvance(whole) + 1;
    if (width > area.width()) { // the tooltip has both
        m_digits.draw(painter, area.adjusted(0, 0, -m_digits.characterWidth(u'+') - 2, 0), Qt::AlignRight,
                      own);
        painter.setPen(theme.muted);
        return m_digits.draw(painter, area, Qt::AlignRight, QStringLiteral("+"));
    }
    painter.setPen(theme.muted);
    m_text.draw(painter, QRectF(area.right() - width, area.top(), width + 1, area.height()), whole);
}

QSize LinkDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {80, Metrics::row()};
}
