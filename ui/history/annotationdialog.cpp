// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/annotationdialog.h"

#include "ui/look/theme.h"
#include "ui/text/datetext.h"

#include <QDateTimeEdit>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QTimeZone>
#include <QVBoxLayout>

namespace {
constexpr int kMaxText = 200; // as stored
}

AnnotationDialog::AnnotationDialog(const Annotation &annotation, const QString &zone, QWidget *parent) :
    QDialog(parent),
    m_before(annotation),
    m_zone(zone),
    m_at(new QDateTimeEdit(this)),
    m_text(new QLineEdit(this))
{
    setObjectName(QStringLiteral("annotationDialog"));
    setWindowTitle(annotation.id == 0 ? tr("Add a note") : tr("Change the note"));
    setMinimumWidth(380);
    m_at->setObjectName(QStringLiteral("annotationAt"));
    m_at->setDisplayFormat(QString(DateText::pattern(QLocale()) + QStringLiteral(" HH:mm")));
    m_at->setCalendarPopup(true);
    // The wall clock of the site, whatever zone this machine is in.
    const QDateTime civil = QDateTime::fromMSecsSinceEpoch(annotation.at / kMicrosPerMilli,
                                                           QTimeZone(zone.toUtf8()));
    m_at->setTimeSpec(Qt::UTC);
    m_at->setDateTime(QDateTime(civil.date(), civil.time(), Qt::UTC));
    m_text->setObjectName(QStringLiteral("annotationText"));
    m_text->setMaxLength(kMaxText);
    m_text->setPlaceholderText(tr("Launch, newsletter, outage…"));
    m_text->setText(annotation.text);
    auto *form = new QFormLayout;
    form->addRow(tr("When"), m_at);
    form->addRow(tr("What"), m_text);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel, this);
    QPushButton *save = buttons->button(QDialogButtonBox::Save);
    save->setObjectName(QStringLiteral("annotationSave"));
    makePrimary(save);
    save->setEnabled(!annotation.text.isEmpty());
    connect(m_text, &QLineEdit::textChanged, save,
            [save](const QString &text) { save->setEnabled(!text.trimmed().isEmpty()); });
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        Q_EMIT saved(edited());
        accept();
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    if (annotation.id != 0) {
        QPushButton *remove = buttons->addButton(tr("Remove"), QDialogButtonBox::DestructiveRole);
        remove->setObjectName(QStringLiteral("annotationRemove"));
        connect(remove, &QPushButton::clicked, this, [this] {
            Q_EMIT removed(m_before.id);
            accept();
        });
    }
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 20);
    column->setSpacing(2 * Metrics::kGrid);
    column->addLayout(form);
    column->addWidget(buttons);
    m_text->setFocus();
}

Annotation AnnotationDialog::edited() const
{
    Annotation annotation = m_before;
    const QDateTime wall = m_at->dateTime();
    annotation.at = QDateTime(wall.date(), wall.time(), QTimeZone(m_zone.toUtf8())).toMSecsSinceEpoch()
        * kMicrosPerMilli;
    annotation.text = m_text->text().trimmed();
    return annotation;
}
