// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/past/pastbar.h"

#include "ui/look/theme.h"
#include "ui/past/pastquestion.h"
#include "ui/past/questionpickers.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/flowlayout.h"

#include <QEvent>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

PastBar::PastBar(const QString &name, QWidget *parent) :
    QWidget(parent),
    m_row(new FlowLayout(6)),
    m_pickers(new QuestionPickers(this, name)),
    m_exportMenu(new QMenu(this)),
    m_export(m_pickers->addPicker(name + QStringLiteral("Export"), tr("Export"), m_exportMenu))
{
    setObjectName(name + QStringLiteral("Bar"));
    m_exportMenu->setObjectName(name + QStringLiteral("ExportMenu"));
    m_export->setText(tr("Export"));
    m_export->setArrow(true);
    m_row->addWidget(m_pickers->undo());
    m_row->addWidget(m_pickers->redo());
    m_row->addWidget(m_pickers->range());
    m_row->addWidget(m_pickers->bots());
    m_row->addWidget(m_pickers->addFilter());
    m_row->addStretch();
    m_row->addWidget(m_export);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Metrics::kGrid);
    column->addLayout(m_row);
    column->addWidget(m_pickers->filters());
    connect(m_pickers, &QuestionPickers::wanted, this, &PastBar::wanted);
}

void PastBar::setQuestion(const PastQuestion &past)
{
    m_pickers->setQuestion(past.current(), past.zone());
    m_pickers->setSteps(past.canUndo(), past.canRedo());
}

void PastBar::insertBefore(QWidget *place, QWidget *widget)
{
    m_row->insertWidget(m_row->indexOf(place), widget);
    // The Tab key goes along the row.
    QWidget *before = nullptr;
    for (int i = 0; i < m_row->count(); ++i) {
        QWidget *here = m_row->itemAt(i)->widget();
        if (before && here)
            setTabOrder(before, here);
        before = here ? here : before;
    }
}

int PastBar::neededWidth(const QWidget *spared) const
{
    int needed = -m_row->spacing();
    for (int i = 0; i < m_row->count(); ++i) {
        const QLayoutItem *item = m_row->itemAt(i);
        const QWidget *widget = item->widget();
        if (!widget)
            needed += item->sizeHint().width();
        else if (widget != spared)
            needed += m_row->spacing() + std::min(widget->sizeHint().width(), widget->maximumWidth());
    }
    return needed;
}

void PastBar::fitSteps(const QWidget *spared)
{
    const int needed = neededWidth(spared);
    const int ofSteps = 2 * (m_pickers->undo()->maximumWidth() + m_row->spacing());
    const bool isShown = needed <= width() || needed - ofSteps > width();
    m_pickers->undo()->setVisible(isShown);
    m_pickers->redo()->setVisible(isShown);
}

void PastBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        m_pickers->restyle();
}
