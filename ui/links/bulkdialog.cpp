// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/links/bulkdialog.h"

#include "core/links/linkcheck.h"
#include "ui/links/fieldrow.h"
#include "ui/links/linktext.h"
#include "ui/look/theme.h"
#include "ui/text/plaintext.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace {

QStringList wordsOf(const QString &typed)
{
    QStringList tags;
    const QStringList parts = typed.split(u',');
    for (const QString &part : parts) {
        if (const QString tag = part.simplified(); !tag.isEmpty() && !tags.contains(tag))
            tags.append(tag);
    }
    return tags;
}

/// The first problem that any of them would have in that field.
QString problemOf(const QList<Link> &links, LinkField field)
{
    for (const Link &link : links) {
        for (const LinkProblem &problem : problemsOf(link)) {
            if (problem.field == field)
                return LinkText::sentence(problem.sentence);
        }
    }
    return {};
}

QPushButton *buildFrame(QDialog *dialog, QVBoxLayout *column, int links)
{
    auto *about = new PlainLabel(dialog->tr("%Ln links", nullptr, links), dialog);
    setTone(about, Tone::Muted);
    column->insertWidget(0, about);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, dialog);
    QPushButton *save = buttons->addButton(dialog->tr("Apply"), QDialogButtonBox::AcceptRole);
    save->setObjectName(QStringLiteral("bulkApply"));
    makePrimary(save);
    save->setDefault(true);
    column->addStretch(1);
    column->addWidget(buttons);
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    dialog->setMinimumWidth(440);
    return save;
}

} // namespace

TagsDialog::TagsDialog(const QList<Link> &links, QWidget *parent) :
    QDialog(parent), m_links(links), m_add(new QLineEdit(this)), m_takeAway(new QLineEdit(this))
{
    setObjectName(QStringLiteral("tagsDialog"));
    setWindowTitle(tr("Tags"));
    m_add->setObjectName(QStringLiteral("tagsAdd"));
    m_add->setPlaceholderText(tr("launch, newsletter"));
    m_takeAway->setObjectName(QStringLiteral("tagsTakeAway"));
    QStringList inUse;
    for (const Link &link : links)
        inUse += link.tags;
    inUse.removeDuplicates();
    m_takeAway->setPlaceholderText(inUse.isEmpty() ? tr("none of them has a tag")
                                                   : inUse.mid(0, 4).join(QStringLiteral(", ")));
    m_addRow = new FieldRow(tr("Add"), m_add, this);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, 16);
    column->setSpacing(12);
    column->addWidget(m_addRow);
    column->addWidget(new FieldRow(tr("Take away"), m_takeAway, this));
    connect(buildFrame(this, column, static_cast<int>(links.size())), &QPushButton::clicked, this,
            &TagsDialog::save);
    connect(m_add, &QLineEdit::textChanged, this, [this] { m_addRow->setProblem({}); });
}

void TagsDialog::save()
{
    const QStringList add = wordsOf(m_add->text());
    QList<Link> after = m_links;
    for (Link &link : after) {
        link.tags += add;
        link.tags.removeDuplicates();
    }
    const QString problem = problemOf(after, LinkField::Tags);
    m_addRow->setProblem(problem);
    if (!problem.isEmpty())
        return m_add->setFocus();
    Q_EMIT chosen(add, wordsOf(m_takeAway->text()));
    accept();
}

CampaignDialog::CampaignDialog(const QList<Link> &links, const QStringList &campaigns, QWidget *parent) :
    QDialog(parent), m_links(links), m_name(new QComboBox(this))
{
    setObjectName(QStringLiteral("campaignDialog"));
    setWindowTitle(tr("Campaign"));
    m_name->setObjectName(QStringLiteral("campaignName"));
    m_name->setEditable(true);
    m_name->setInsertPolicy(QComboBox::NoInsert);
    m_name->addItem(QString());
    m_name->addItems(campaigns);
    const QString &first = links.constFirst().campaign;
    const bool isSame = std::ranges::all_of(links, [&](const Link &link) { return link.campaign == first; });
    m_name->setCurrentText(isSame ? first : QString());
    m_name->lineEdit()->setPlaceholderText(tr("none"));
    m_row = new FieldRow(tr("Campaign"), m_name, this);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, 16);
    column->setSpacing(12);
    column->addWidget(m_row);
    connect(buildFrame(this, column, static_cast<int>(links.size())), &QPushButton::clicked, this,
            &CampaignDialog::save);
    m_name->setFocus();
}

void CampaignDialog::save()
{
    const QString name = m_name->currentText().simplified();
    QList<Link> after {m_links.constFirst()};
    after.first().campaign = name;
    const QString problem = problemOf(after, LinkField::Campaign);
    m_row->setProblem(problem);
    if (!problem.isEmpty())
        return m_name->setFocus();
    Q_EMIT chosen(name);
    accept();
}
