// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/hitquestions.h"
#include "ui/text/format.h"

#include <QWidget>

class QFormLayout;
class QLabel;
class QScrollArea;

/// All stored fields of one hit, the visit of its visitor, and the reasons of the program's decisions.
class HitInspector final : public QWidget
{
    Q_OBJECT

public:
    explicit HitInspector(HitQuestions &source, QWidget *parent = nullptr);

    void setHit(const Hit &hit);
    const Hit &hit() const { return m_hit; }
    void setTimeZone(const QTimeZone &zone) { m_zone = ZoneClock(zone); }
    bool isBusy() const { return m_asking.isOpen(); }
    /// The whole panel as text, one line per field.
    QString plainText() const;

    static QString whyThisPlace(const Hit &hit);
    static QString whyThisChannel(const Hit &hit);
    static QString whyThisClient(const Hit &hit);
    static QString whyThisVerdict(const Hit &hit);
    static QString whyThisVisitor(const Hit &hit);

Q_SIGNALS:
    void closeRequested();
    /// Asks for a rule about this hit's agent: "allow agent …".
    void ruleWanted(const QString &site, const QString &rule);
    void changed();

private:
    void rebuild();
    void addSection(const QString &caption);
    void addField(const QString &name, const QString &value);
    void addReason(const QString &text);
    void addOrigin();
    void addClient();
    void addVerdict();
    void addIdentity();
    void askForPath(qint64 before);
    void onPath(const Result<HitPage> &page);
    void addPath();

    HitQuestions &m_source;
    Hit m_hit;
    ZoneClock m_zone;
    QList<Hit> m_path;
    QString m_pathError;
    Asking m_asking;
    QLabel *m_title;
    QScrollArea *m_scroll;
    QFormLayout *m_form = nullptr;
    QStringList m_lines;
};
