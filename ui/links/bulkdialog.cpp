// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/links/bulkdialog.h"

#include "core/links/linkcheck.h"
#include "ui/links/campaignbox.h"
#include "ui/links/fieldrow.h"
#include "ui/links/linkcommands.h"
#include "ui/links/linktext.h"
#include "ui/look/theme.h"
#include "ui/text/plaintext.h"

#include <QDialogButtonBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSet>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace {

constexpr qsizetype kNamedTags = 4;

/// What is wrong with that field of it; empty = nothing.
QString problemOf(const Link &link, LinkField field)
{
    for (const LinkProblem &problem : problemsOf(link)) {
        if (problem.field == field)
            return LinkText::sentence(problem.sentence);
    }
    return {};
}

/// That of all of them; empty when they have several.
QString sharedCampaign(const QList<Link> &links)
{
    const QString &first = links.constFirst().campaign;
    const bool isSame = std::ranges::all_of(links, [&](const Link &link) { return link.campaign == first; });
    return isSame ? first : QString();
}

QPushButton *buildFrame(QDialog *dialog, QVBoxLayout *column, int links)
{
    auto *about = new PlainLabel(TagsDialog::tr("%Ln links", nullptr, links), dialog);
    setTone(about, Tone::Muted);
    column->insertWidget(0, about);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, dialog);
    QPushButton *save = buttons->addButton(TagsDialog::tr("Apply"), QDialogButtonBox::AcceptRole);
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
    for (const Link &link : links) {
        for (const QString &tag : link.tags) {
            if (inUse.size() < kNamedTags && !inUse.contains(tag))
                inUse.append(tag);
        }
    }
    m_takeAway->setPlaceholderText(inUse.isEmpty() ? tr("none of them has a tag")
                                                   : LinkText::shownTags(inUse));
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
    const QStringList add = LinkText::tagsOf(m_add->text());
    const QStringList takeAway = LinkText::tagsOf(m_takeAway->text());
    QSet<QStringList> lists; // many links have the same
    for (const Link &link : std::as_const(m_links))
        lists.insert(link.tags);
    QString problem;
    for (auto tags = lists.cbegin(); tags != lists.cend() && problem.isEmpty(); ++tags) {
        Link after;
        after.tags = LinkCommands::tagsAfter(*tags, add, takeAway);
        problem = problemOf(after, LinkField::Tags);
    }
    m_addRow->setProblem(problem);
    if (!problem.isEmpty())
        return m_add->setFocus();
    Q_EMIT chosen(add, takeAway);
    accept();
}

CampaignDialog::CampaignDialog(const QList<Link> &links, const QStringList &campaigns, QWidget *parent) :
    QDialog(parent), m_name(new CampaignBox(campaigns, sharedCampaign(links), this))
{
    setObjectName(QStringLiteral("campaignDialog"));
    setWindowTitle(tr("Campaign"));
    m_name->setObjectName(QStringLiteral("campaignName"));
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
    const QString name = m_name->name();
    Link after;
    after.campaign = name;
    const QString problem = problemOf(after, LinkField::Campaign);
    m_row->setProblem(problem);
    if (!problem.isEmpty())
        return m_name->setFocus();
    Q_EMIT chosen(name);
    accept();
}
