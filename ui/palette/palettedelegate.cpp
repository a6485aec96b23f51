// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/palette/palettedelegate.h"

#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/palette/keycaps.h"
#include "ui/palette/palettemodel.h"
#include "ui/text/textscale.h"

#include <QPainter>
#include <QTextLayout>

#include <functional>

namespace {

constexpr int kRow = 36; ///< at full size of texts, as all of these
constexpr int kHead = 32;
constexpr int kAboveHead = 8;
constexpr int kSign = 16;
constexpr int kIndent = 20;
constexpr int kGap = 12;

/// From left to right to the direction of the layout.
using Mirror = std::function<QRect(const QRect &)>;

/// An icon, or the flag of a country in the same square.
QPixmap signOf(const QModelIndex &index, const Theme &theme, int size, qreal ratio)
{
    const QString country = index.data(PaletteModel::FlagRole).toString();
    if (!country.isEmpty())
        return flagPixmap(country, theme.muted, size, ratio);
    return iconPixmap(index.data(PaletteModel::IconRole).toString(), theme.muted, size, ratio);
}

/// The text with the found letters marked, cut at the end of `room`; returns its width.
int paintText(QPainter &painter, const QRect &room, const QString &text, const QList<qsizetype> &positions,
              const QColor &colour, const QColor &accent, const Mirror &visual)
{
    const QFont font = Type::body();
    const QString shown = QFontMetrics(font).elidedText(text, Qt::ElideRight, room.width());
    QTextLayout layout(shown, font);
    QList<QTextLayout::FormatRange> formats;
    for (const qsizetype position : positions) {
        if (position >= shown.size())
            break;
        QTextCharFormat format;
        format.setForeground(accent);
        format.setFontWeight(QFont::DemiBold);
        formats.append({static_cast<int>(position), 1, format});
    }
    layout.setFormats(formats);
    layout.beginLayout();
    QTextLine line = layout.createLine();
    line.setLineWidth(QWIDGETSIZE_MAX);
    layout.endLayout();
    const int width = static_cast<int>(line.naturalTextWidth()) + 1;
    painter.setPen(colour);
    const QRect place = visual(QRect(room.x(), room.y(), width, room.height()));
    layout.draw(&painter, QPointF(place.x(), place.y() + (place.height() - line.height()) / 2));
    return width;
}

} // namespace

int PaletteDelegate::row()
{
    return TextScale::scaled(kRow);
}

int PaletteDelegate::head()
{
    return TextScale::scaled(kHead);
}

QSize PaletteDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    return {200, index.data(PaletteModel::IsHead).toBool() ? head() : row()};
}

void PaletteDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    const Theme &theme = Theme::of(option.widget);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const Mirror visual = [&option](const QRect &place) {
        return QStyle::visualRect(option.direction, option.rect, place);
    };
    const QString text = index.data().toString();
    QRect room = option.rect.adjusted(kIndent, 0, -kIndent, 0);
    if (index.data(PaletteModel::IsHead).toBool()) {
        painter->setFont(Type::caption());
        painter->setPen(theme.muted);
        painter->drawText(visual(room.adjusted(0, TextScale::scaled(kAboveHead), 0, 0)),
                          Qt::AlignLeft | Qt::AlignVCenter, text);
        painter->restore();
        return;
    }
    const bool canBeDone = index.data(PaletteModel::CanBeDoneRole).toBool();
    if (option.state.testFlag(QStyle::State_Selected)) {
        const QRectF box = QRectF(option.rect).adjusted(8, 0, -8, 0);
        painter->setPen(Qt::NoPen);
        painter->setBrush(theme.popupChosen);
        painter->drawRoundedRect(box, 6, 6);
        const QRect edge(option.rect.left() + 8, option.rect.top() + 4, 2, option.rect.height() - 8);
        painter->fillRect(visual(edge), theme.accent);
    }
    const int size = TextScale::scaled(kSign);
    const QRect sign(room.left(), room.center().y() - size / 2, size, size);
    painter->drawPixmap(visual(sign).topLeft(),
                        signOf(index, theme, size, painter->device()->devicePixelRatioF()));
    room.setLeft(room.left() + size + kGap);
    const QStringList caps = index.data(PaletteModel::KeysRole).toString().split(u'+', Qt::SkipEmptyParts);
    const QRect keys(room.right() - KeyCaps::width(caps), room.center().y() - KeyCaps::height() / 2,
                     KeyCaps::width(caps), KeyCaps::height());
    KeyCaps::paint(*painter, visual(keys).topLeft(), caps, theme);
    if (!caps.isEmpty())
        room.setRight(keys.left() - kGap);
    const int width = paintText(*painter, room, text,
                                index.data(PaletteModel::PositionsRole).value<QList<qsizetype>>(),
                                canBeDone ? theme.text : theme.muted, theme.accentText, visual);
    room.setLeft(room.left() + width + kGap);
    painter->setFont(Type::small());
    painter->setPen(theme.muted);
    if (room.width() > 40) {
        painter->drawText(visual(room), Qt::AlignLeft | Qt::AlignVCenter,
                          painter->fontMetrics().elidedText(index.data(PaletteModel::DetailRole).toString(),
                                                            Qt::ElideRight, room.width()));
    }
    painter->restore();
}
