// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/sidebar.h"

#include "ui/look/accessibletabs.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/text/format.h"
#include "ui/text/linetext.h"
#include "ui/text/plaintext.h"
#include "ui/text/tabulartext.h"
#include "ui/text/textscale.h"
#include "ui/widgets/choicebox.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QStyleOptionComboBox>
#include <QStylePainter>
#include <QStyledItemDelegate>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

class NavButton final : public QAbstractButton
{
public:
    NavButton(const QString &text, const QString &icon, bool isTab, QWidget *parent) :
        QAbstractButton(parent), m_icon(icon), m_digits(Type::small())
    {
        if (isTab)
            AccessibleTabs::makeTab(this);
        setText(text);
        setCursor(Qt::PointingHandCursor);
        setFocusPolicy(Qt::TabFocus);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }

    void setCount(qint64 count)
    {
        m_count = count > 0 ? Format::number(count) : QString();
        setAccessibleDescription(m_count);
        describe();
        update();
    }
    void setNarrow(bool isNarrow)
    {
        m_isNarrow = isNarrow;
        describe();
        updateGeometry();
        update();
    }
    QSize sizeHint() const override
    {
        return {m_isNarrow ? 0 : Metrics::sidebar() - 2 * Sidebar::kMargin,
                m_isNarrow ? 40 : TextScale::scaled(34)};
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Theme &theme = Theme::of(this);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QRectF box = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
        painter.setPen(hasFocus() ? QPen(theme.accent) : QPen(Qt::NoPen));
        painter.setBrush(isChecked() || underMouse() ? QBrush(theme.raised) : QBrush(Qt::NoBrush));
        painter.drawRoundedRect(box, 6, 6);
        const QColor colour = isChecked() ? theme.text : theme.muted;
        const auto mirrored = [this](const QRect &r) {
            return QStyle::visualRect(layoutDirection(), rect(), r);
        };
        const int size = std::min(TextScale::scaled(kIcon), height() - kAround);
        const QRect icon((m_isNarrow ? (width() - size) / 2 : kAround), (height() - size) / 2, size, size);
        painter.drawPixmap(mirrored(icon).topLeft(), iconPixmap(m_icon, colour, size, devicePixelRatioF()));
        if (m_isNarrow) {
            if (m_count.isEmpty())
                return;
            painter.setPen(Qt::NoPen);
            painter.setBrush(theme.muted);
            painter.drawEllipse(QRectF(mirrored(QRect(icon.right(), icon.top() - 4, 5, 5))));
            return;
        }
        painter.setPen(colour);
        painter.setFont(isChecked() ? Type::strong() : Type::body());
        painter.drawText(mirrored(rect().adjusted(icon.right() + 1 + kAround, 0, -8, 0)),
                         Qt::AlignLeading | Qt::AlignVCenter, text());
        painter.setPen(theme.muted);
        m_digits.draw(painter, QRectF(mirrored(rect().adjusted(0, 0, -10, 0))),
                      layoutDirection() == Qt::RightToLeft ? Qt::AlignLeft : Qt::AlignRight, m_count);
    }

private:
    static constexpr int kIcon = 16; ///< at full size of texts
    static constexpr int kAround = 10;

    /// What has no room is in the tooltip.
    void describe()
    {
        setToolTip(m_isNarrow
                       ? PlainText::toolTip(m_count.isEmpty() ? text() : LineText::joined({text(), m_count}))
                       : QString());
    }

    QString m_icon;
    QString m_count;
    TabularText m_digits;
    bool m_isNarrow = false;
};

namespace {

/// Opens below itself; where the sidebar shows signs only, it has room for the beginning of a name.
class SitePicker final : public ChoiceBox
{
public:
    using ChoiceBox::ChoiceBox;

    QSize minimumSizeHint() const override { return QComboBox::minimumSizeHint(); }
    void showPopup() override
    {
        const int wanted = view()->sizeHintForColumn(0) + 3 * Metrics::kGrid;
        view()->setMinimumWidth(std::clamp(wanted, width(), kWidest));
        QComboBox::showPopup();
    }

protected:
    void paintEvent(QPaintEvent *event) override
    {
        constexpr int kMargin = 2;
        constexpr int kArrow = 80; ///< a box that is narrower has no room for the arrow
        if (width() >= kArrow)
            return ChoiceBox::paintEvent(event);
        QStyleOptionComboBox option;
        initStyleOption(&option);
        option.subControls &= ~QStyle::SC_ComboBoxArrow;
        const QRect room = rect().adjusted(kMargin, 0, -kMargin, 0);
        QStylePainter painter(this);
        painter.drawComplexControl(QStyle::CC_ComboBox, option);
        painter.drawText(
            room, Qt::AlignCenter,
            fontMetrics().elidedText(option.currentText, Qt::ElideRight, room.width() - 2 * kMargin));
    }

private:
    static constexpr int kWidest = 420;
};

} // namespace

Sidebar::Sidebar(QWidget *parent) :
    QWidget(parent),
    m_column(new QVBoxLayout(this)),
    m_sites(new SitePicker(this)),
    m_more(new QToolButton(this)),
    m_tabs(new QWidget(this))
{
    AccessibleTabs::makeTabList(m_tabs);
    m_tabs->setAccessibleName(tr("Pages"));
    auto *tabs = new QVBoxLayout(m_tabs);
    tabs->setContentsMargins(0, 0, 0, 0);
    tabs->setSpacing(4);
    m_sites->setObjectName(QStringLiteral("sitePicker"));
    m_sites->setAccessibleName(tr("Site"));
    m_sites->setSizeAdjustPolicy(
        QComboBox::AdjustToMinimumContentsLengthWithIcon); // whatever sites are called
    m_sites->setMinimumContentsLength(1);
    m_sites->setItemDelegate(new QStyledItemDelegate(m_sites)); // its own one knows no style sheets
    m_sites->setFont(Type::strong());
    m_column->setContentsMargins(kMargin, 16, kMargin, 16);
    m_column->setSpacing(4);
    m_more->setObjectName(QStringLiteral("siteMore"));
    m_more->setAccessibleName(tr("What can be done with the site"));
    m_more->setToolTip(tr("Snippet, verify, edit, new site"));
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->setFocusPolicy(Qt::TabFocus);
    setScaledSize(m_more, 20, 0);
    auto *picker = new QHBoxLayout;
    picker->setSpacing(0);
    picker->addWidget(m_sites, 1);
    picker->addWidget(m_more);
    m_column->addLayout(picker);
    m_column->addSpacing(16);
    m_column->addWidget(m_tabs);
    m_column->addStretch(1);
    connect(m_sites, &QComboBox::currentTextChanged, this, [this](const QString &site) {
        m_sites->setToolTip(PlainText::toolTip(LineText::fill(tr("%1\nWhose hits every page shows"), site)));
    });
    fit();
    connect(m_sites, &QComboBox::activated, this, [this] { Q_EMIT siteChosen(currentSite()); });
}

void Sidebar::addEntry(const QString &name, const QString &text, const QString &icon, bool bottom)
{
    auto *button = new NavButton(text, icon, !bottom, bottom ? this : m_tabs);
    button->setObjectName(QStringLiteral("nav_") + name);
    button->setCheckable(true);
    button->setAutoExclusive(!bottom); // arrow keys go from tab to tab
    button->setNarrow(m_isNarrow);
    m_entries.insert(name, button);
    (bottom ? m_column : m_tabs->layout())->addWidget(button);
    connect(button, &QAbstractButton::clicked, this, [this, name] { Q_EMIT entryChosen(name); });
}

void Sidebar::setNarrow(bool isNarrow)
{
    if (m_isNarrow == isNarrow)
        return;
    m_isNarrow = isNarrow;
    fit();
}

void Sidebar::fit()
{
    const int margin = m_isNarrow ? kNarrowMargin : kMargin;
    m_column->setContentsMargins(margin, 16, margin, 16);
    for (NavButton *button : std::as_const(m_entries))
        button->setNarrow(m_isNarrow);
    m_more->setVisible(!m_isNarrow);
    m_more->setIcon(themedIcon(QStringLiteral("more"), Theme::of(this).muted));
    setFixedWidth(m_isNarrow ? kNarrow : Metrics::sidebar());
    m_sites->setFixedHeight(TextScale::scaled(kPickerHeight));
}

void Sidebar::setCount(const QString &name, qint64 count)
{
    if (NavButton *button = m_entries.value(name))
        button->setCount(count);
}

void Sidebar::setCurrent(const QString &name)
{
    for (auto it = m_entries.cbegin(); it != m_entries.cend(); ++it) {
        const bool isExclusive = it.value()->autoExclusive();
        it.value()->setAutoExclusive(false); // else one of the tabs stays checked
        it.value()->setChecked(it.key() == name);
        it.value()->setAutoExclusive(isExclusive);
    }
}

void Sidebar::setSiteActions(const QList<QAction *> &actions)
{
    m_sites->addActions(actions);
    m_sites->setContextMenuPolicy(Qt::ActionsContextMenu);
    auto *menu = new QMenu(m_more);
    menu->addActions(actions);
    m_more->setMenu(menu);
}

void Sidebar::setSites(const QList<Site> &sites, const QString &current)
{
    m_sites->clear();
    m_sites->addItem(tr("All sites"), QString());
    for (const Site &site : sites) {
        m_sites->addItem(site.displayName(), site.id);
        m_sites->setItemData(m_sites->count() - 1, PlainText::toolTip(site.displayName()), Qt::ToolTipRole);
    }
    m_sites->setCurrentIndex(std::max(0, m_sites->findData(current)));
}

QString Sidebar::currentSite() const
{
    return m_sites->currentData().toString();
}

QString Sidebar::siteName() const
{
    return m_sites->currentText();
}

void Sidebar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        fit();
}

void Sidebar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(Theme::of(this).line);
    const qreal x = layoutDirection() == Qt::RightToLeft ? 0.5 : width() - 0.5;
    painter.drawLine(QPointF(x, 0), QPointF(x, height()));
}
