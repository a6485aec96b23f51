// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/sidebar.h"

#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/text/format.h"
#include "ui/text/linetext.h"
#include "ui/text/plaintext.h"
#include "ui/text/tabulartext.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QPainter>
#include <QStyleOptionComboBox>
#include <QStylePainter>
#include <QVBoxLayout>

class NavButton final : public QAbstractButton
{
public:
    NavButton(const QString &text, const QString &icon, QWidget *parent) :
        QAbstractButton(parent), m_icon(icon), m_digits(Type::small())
    {
        setText(text);
        setCheckable(true);
        setCursor(Qt::PointingHandCursor);
        setFocusPolicy(Qt::TabFocus);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }

    void setCount(qint64 count)
    {
        m_count = count > 0 ? Format::number(count) : QString();
        setAccessibleDescription(m_count);
        update();
    }
    QSize sizeHint() const override { return {Metrics::kSidebar - 24, 34}; }

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
        painter.drawPixmap(QPointF(10, (height() - 16) / 2.0),
                           iconPixmap(m_icon, colour, 16, devicePixelRatioF()));
        painter.setPen(colour);
        painter.setFont(isChecked() ? Type::strong() : Type::body());
        painter.drawText(rect().adjusted(36, 0, -8, 0), Qt::AlignLeft | Qt::AlignVCenter, text());
        painter.setPen(theme.muted);
        m_digits.draw(painter, QRectF(rect()).adjusted(0, 0, -10, 0), Qt::AlignRight, m_count);
    }

private:
    QString m_icon;
    QString m_count;
    TabularText m_digits;
};

namespace {

/// A combo box that says with an ellipsis that it cuts a text.
class SitePicker final : public QComboBox
{
public:
    using QComboBox::QComboBox;

protected:
    void paintEvent(QPaintEvent *) override
    {
        constexpr int kMargin = 2;
        QStyleOptionComboBox option;
        initStyleOption(&option);
        const int room =
            style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, this).width();
        option.currentText = fontMetrics().elidedText(option.currentText, Qt::ElideRight, room - 2 * kMargin);
        QStylePainter painter(this);
        painter.drawComplexControl(QStyle::CC_ComboBox, option);
        painter.drawControl(QStyle::CE_ComboBoxLabel, option);
    }
};

} // namespace

Sidebar::Sidebar(QWidget *parent) :
    QWidget(parent), m_column(new QVBoxLayout(this)), m_sites(new SitePicker(this))
{
    setFixedWidth(Metrics::kSidebar);
    m_sites->setObjectName(QStringLiteral("sitePicker"));
    m_sites->setAccessibleName(tr("Site"));
    m_sites->setFixedHeight(38);
    m_sites->setSizeAdjustPolicy(
        QComboBox::AdjustToMinimumContentsLengthWithIcon); // whatever sites are called
    m_sites->setMinimumContentsLength(1);
    m_sites->setFont(Type::strong());
    m_column->setContentsMargins(12, 16, 12, 16);
    m_column->setSpacing(4);
    m_column->addWidget(m_sites);
    m_column->addSpacing(16);
    m_column->addStretch(1);
    connect(m_sites, &QComboBox::currentTextChanged, this, [this](const QString &site) {
        m_sites->setToolTip(PlainText::toolTip(LineText::fill(tr("%1\nWhose hits every page shows"), site)));
    });
    connect(m_sites, &QComboBox::activated, this, [this] { Q_EMIT siteChosen(currentSite()); });
}

void Sidebar::addEntry(const QString &name, const QString &text, const QString &icon, bool bottom)
{
    auto *button = new NavButton(text, icon, this);
    button->setObjectName(QStringLiteral("nav_") + name);
    m_entries.insert(name, button);
    if (bottom)
        m_column->addWidget(button);
    else
        m_column->insertWidget(2 + m_pageCount++, button);
    connect(button, &QAbstractButton::clicked, this, [this, name] { Q_EMIT entryChosen(name); });
}

void Sidebar::setCount(const QString &name, qint64 count)
{
    if (NavButton *button = m_entries.value(name))
        button->setCount(count);
}

void Sidebar::setCurrent(const QString &name)
{
    for (auto it = m_entries.cbegin(); it != m_entries.cend(); ++it)
        it.value()->setChecked(it.key() == name);
}

void Sidebar::setSites(const QList<Site> &sites, const QString &current)
{
    m_sites->clear();
    m_sites->addItem(tr("All sites"), QString());
    for (const Site &site : sites)
        m_sites->addItem(site.displayName(), site.id);
    m_sites->setCurrentIndex(std::max(0, m_sites->findData(current)));
}

QString Sidebar::currentSite() const
{
    return m_sites->currentData().toString();
}

void Sidebar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(Theme::of(this).line);
    painter.drawLine(QPointF(width() - 0.5, 0), QPointF(width() - 0.5, height()));
}
