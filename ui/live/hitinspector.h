// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/hitquestions.h"
#include "core/types/site.h"
#include "ui/text/format.h"

#include <QWidget>

class FieldText;
class Headline;
class QGridLayout;
class QLabel;
class QPushButton;
class QScrollArea;
class QToolButton;
class VisitStrip;

/// All stored fields of one hit, the visit of its visitor, and the reasons of the program's decisions. Never
/// an address: none is stored. Up and Down ask for the neighbours of the hit, wherever the focus is in here.
class HitInspector final : public QWidget
{
    Q_OBJECT

public:
    explicit HitInspector(HitQuestions &source, QWidget *parent = nullptr);

    void setHit(const Hit &hit);
    const Hit &hit() const { return m_hit; }
    void setTimeZone(const QTimeZone &zone);
    /// Whose names are shown.
    void setSites(const QList<Site> &sites);
    bool isBusy() const { return m_asking.isOpen(); }
    /// The whole panel as text, one line per field.
    QString plainText() const;

Q_SIGNALS:
    void closeRequested();
    /// Asks for the hit `rows` further down in the list.
    void stepWanted(int rows);
    /// The strip led to another hit of the visitor.
    void walked(qint64 seq);
    void visitorWanted(const Hit &hit);
    /// Asks for what can be done with the hit, at a place on the screen.
    void menuWanted(const QPoint &globalPosition);
    /// Asks for a rule about this hit, see HitMenu::ruleOf().
    void ruleWanted(const QString &site, const QString &rule);
    void copied(const QString &text); ///< what was put on the clipboard, without marks
    void changed();

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *buildHead();
    QWidget *buildVisit();
    QWidget *buildFoot();
    QToolButton *addTool(const QString &icon, const QString &objectName, const QString &text);
    void paintTools();
    void rebuildIfThere();
    void showHit();
    void rebuildFields();
    void addSection(const QString &caption);
    void addField(const QString &name, const QString &value);
    void addUnfolding(FieldText &text, const QString &whole);
    void addReason(const QString &text);
    void addHit();
    void addOrigin();
    void addClient();
    void addVerdict();
    void addIdentity();
    void askForPath(qint64 before);
    void onPath(const Result<HitPage> &page);
    void showPath();
    void copy(const QString &text);
    QStringList pathLines() const;
    QString siteText() const;

    HitQuestions &m_source;
    Hit m_hit;
    ZoneClock m_zone;
    QList<Site> m_sites;
    QList<Hit> m_path; ///< newest first
    QString m_pathError;
    Asking m_asking;
    Headline *m_title;
    QLabel *m_about = nullptr;
    QLabel *m_visit = nullptr;
    QLabel *m_pathNote = nullptr;
    QPushButton *m_visitor = nullptr;
    QPushButton *m_rule = nullptr;
    VisitStrip *m_strip;
    QScrollArea *m_scroll;
    QGridLayout *m_grid = nullptr; ///< of the fields
    QList<std::pair<QToolButton *, QString>> m_tools; ///< with the names of their icons
    int m_builtAt = 0; ///< size of texts in percent
    QStringList m_lines;
};
