// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/sectionlist.h"

#include "ui/look/icons.h"
#include "ui/look/theme.h"

#include <QPainter>
#include <QStyledItemDelegate>

namespace {

enum Role { IconRole = Qt::UserRole, RemarkRole };
constexpr int kRow = 34;
constexpr int kIcon = 16;

class SectionDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const override
    {
        return {0, std::max(kRow, option.fontMetrics.height() + 12)};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const QWidget *list = option.widget;
        const Theme &theme = Theme::of(list);
        const bool isChosen = option.state.testFlag(QStyle::State_Selected);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (isChosen || option.state.testFlag(QStyle::State_MouseOver)) {
            painter->setPen(isChosen && list->hasFocus() ? QPen(theme.accent) : QPen(Qt::NoPen));
            painter->setBrush(theme.raised);
            painter->drawRoundedRect(QRectF(option.rect).adjusted(0.5, 1.5, -0.5, -1.5), 6, 6);
        }
        const QColor colour = isChosen ? theme.text : theme.muted;
        const auto mirrored = [&](QRect rect) {
            return QStyle::visualRect(option.direction, option.rect, rect);
        };
        const QRect inner = option.rect.adjusted(10, 0, -10, 0);
        const QRect icon(inner.left(), inner.center().y() - kIcon / 2 + 1, kIcon, kIcon);
        painter->drawPixmap(
            mirrored(icon).topLeft(),
            iconPixmap(index.data(IconRole).toString(), colour, kIcon, list->devicePixelRatioF()));
        painter->setFont(Type::small());
        const QString remark = index.data(RemarkRole).toString();
        const int remarkWidth = painter->fontMetrics().horizontalAdvance(remark);
        painter->setPen(theme.muted);
        painter->drawText(mirrored(inner.adjusted(inner.width() - remarkWidth, 0, 0, 0)), Qt::AlignCenter,
                          remark);
        painter->setFont(isChosen ? Type::strong() : Type::body());
        painter->setPen(colour);
        const QRect words = inner.adjusted(kIcon + 10, 0, remark.isEmpty() ? 0 : -remarkWidth - 8, 0);
        const QString text = painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight,
                                                               words.width());
        painter->drawText(
            mirrored(words),
            static_cast<int>(QStyle::visualAlignment(option.direction, Qt::AlignLeft) | Qt::AlignVCenter),
            text);
        painter->restore();
    }
};

} // namespace

SectionList::SectionList(QWidget *parent) : QListWidget(parent)
{
    setObjectName(QStringLiteral("settingsSections"));
    setAccessibleName(tr("Sections of the settings"));
    setItemDelegate(new SectionDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMouseTracking(true);
    viewport()->setAutoFillBackground(false);
}

void SectionList::addSection(const SettingsSection::Place &place)
{
    auto *item = new QListWidgetItem(place.title, this);
    item->setData(IconRole, place.icon);
}

void SectionList::setRemark(int section, const QString &remark)
{
    item(section)->setData(RemarkRole, remark);
    item(section)->setData(Qt::AccessibleDescriptionRole, remark);
}

void SectionList::setSectionShown(int section, bool isShown)
{
    item(section)->setHidden(!isShown);
}
