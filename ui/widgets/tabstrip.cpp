// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/tabstrip.h"

#include "ui/look/accessibletabs.h"
#include "ui/look/theme.h"
#include "ui/text/plaintext.h"
#include "ui/text/textscale.h"
#include "ui/widgets/flowlayout.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPainter>

namespace {

constexpr int kHeight = 24; ///< at full size of texts
constexpr int kBetween = 14;

class Tab final : public QAbstractButton
{
public:
    Tab(const QString &text, QWidget *parent) : QAbstractButton(parent)
    {
        AccessibleTabs::makeTab(this);
        setText(text);
        setCheckable(true);
        setCursor(Qt::PointingHandCursor);
        setFocusPolicy(Qt::TabFocus);
        setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    }

    QSize sizeHint() const override
    {
        return {QFontMetrics(Type::caption()).horizontalAdvance(text().toUpper()) + 2,
                TextScale::scaled(kHeight)};
    }
    QSize minimumSizeHint() const override { return {20, TextScale::scaled(kHeight)}; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Theme &theme = Theme::of(this);
        QPainter painter(this);
        const QFont font = Type::caption();
        painter.setFont(font);
        painter.setPen(isChecked() || underMouse() ? theme.text : theme.muted);
        const QString shown = QFontMetrics(font).elidedText(text().toUpper(), Qt::ElideRight, width());
        painter.drawText(rect().adjusted(0, 0, 0, -4), Qt::AlignLeft | Qt::AlignVCenter, shown);
        if (isChecked())
            painter.fillRect(0, height() - 2, width() - 2, 2, hasFocus() ? theme.text : theme.accent);
        else if (hasFocus())
            painter.fillRect(0, height() - 1, width() - 2, 1, theme.accent);
    }
};

} // namespace

TabStrip::TabStrip(QWidget *parent, Overflow overflow) : QWidget(parent), m_tabs(new QButtonGroup(this))
{
    if (overflow == Overflow::Wrap) {
        m_lines = new FlowLayout(kBetween);
        setLayout(m_lines);
    } else {
        m_row = new QHBoxLayout(this);
        m_row->setSpacing(kBetween);
        m_row->addStretch(1);
    }
    layout()->setContentsMargins(0, 0, 0, 0);
    AccessibleTabs::makeTabList(this);
    connect(m_tabs, &QButtonGroup::idClicked, this, &TabStrip::chosen);
}

void TabStrip::addTab(const QString &text, const QString &objectName, const QString &toolTip)
{
    auto *tab = new Tab(text, this);
    tab->setObjectName(objectName);
    tab->setToolTip(PlainText::toolTip(toolTip));
    const int id = static_cast<int>(m_tabs->buttons().size());
    m_tabs->addButton(tab, id);
    if (m_lines)
        m_lines->addWidget(tab);
    else
        m_row->insertWidget(id, tab);
    tab->setChecked(id == 0);
}

int TabStrip::current() const
{
    return m_tabs->checkedId();
}

void TabStrip::setCurrent(int tab)
{
    if (QAbstractButton *button = m_tabs->button(tab))
        button->setChecked(true);
}

void TabStrip::focusCurrent()
{
    if (QAbstractButton *button = m_tabs->checkedButton())
        button->setFocus();
}
