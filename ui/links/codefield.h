// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/links/linkcode.h"

#include <QWidget>

#include <functional>

class QLineEdit;
class QToolButton;

/// The code of a new link: typed, or made by chance in the chosen alphabet and length. Main thread.
class CodeField final : public QWidget
{
    Q_OBJECT

public:
    /// Names the objects "linkCode", "linkRandom". `isTaken` says which codes cannot be made.
    CodeField(const QString &collectorUrl, std::function<bool(const QString &)> isTaken, QWidget *parent);

    QLineEdit *edit() const { return m_code; }
    QString code() const;
    void setCode(const QString &code);
    /// Makes a free one by chance.
    void makeRandom();
    /// A stored code stays as it is.
    void setFixed();
    /// Free codes that are offered in place of this one; empty = none.
    void setOffers(const QStringList &codes);
    /// Three free codes like this one.
    QStringList freeCodesLike(const QString &code) const;

Q_SIGNALS:
    void changed();

private:
    void choose(CodeAlphabet alphabet, int length);

    std::function<bool(const QString &)> m_isTaken;
    CodeAlphabet m_alphabet = CodeAlphabet::Small;
    int m_length = 6;
    QLineEdit *m_code;
    QToolButton *m_random;
    QToolButton *m_choice; ///< opens the menu of alphabets and lengths
    QWidget *m_offers;
};
