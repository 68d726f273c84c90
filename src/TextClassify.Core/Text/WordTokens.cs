using System.Diagnostics.CodeAnalysis;

namespace TextClassify.Text;

/// <summary>
/// Enumerates the tokens of a text; see <see cref="WordTokenizer"/>. Each token is read from its own position alone, so a
/// token never depends on more of the text than a bounded look-ahead (512 units) after it.
/// </summary>
public ref struct WordTokens
{
    // "a.a.a. ..." is cut here, so that a failed look-ahead stays short.
    private const int LongestAcronym = 12;

    private readonly ReadOnlySpan<char> _text;
    private NormalForm _normal;
    private int _start;
    private int _end;

    internal WordTokens(ReadOnlySpan<char> text) => _text = text;

    /// <summary>The token the enumerator stands at.</summary>
    [UnscopedRef]
    public WordToken Current => new(_start, _end, _normal.Value);

    public readonly WordTokens GetEnumerator() => this;

    /// <summary>Goes to the next token; false when the text is at its end.</summary>
    public bool MoveNext()
    {
        while (_end < _text.Length)
        {
            _start = _end;
            if (!HtmlEntity.TryReadBare(_text[_start..], out int codePoint, out int length))
            {
                codePoint = SourceReader.Read(_text, _start, out length);
            }

            var kind = SourceReader.KindOf(codePoint);
            if (kind is CharKind.Separator or CharKind.Format or CharKind.Mark)
            {
                _end += length;
            }
            else if (codePoint == '<' && HtmlTag.LengthAt(_text, _start, length) is > 0 and int tag)
            {
                _end += tag;
            }
            else
            {
                _end += length;
                _normal.Truncate(0);
                Read(codePoint, kind);
                TakeMarks();
                return true;
            }
        }

        _start = _end;
        return false;
    }

    private void Read(int codePoint, CharKind kind)
    {
        switch (kind)
        {
            case CharKind.Letter or CharKind.Digit:
                if (!ReadAddress(codePoint) && !ReadAcronym())
                {
                    ReadWord();
                }

                break;
            case CharKind.Ideograph:
                _normal.AppendFolded(codePoint);
                break;
            case CharKind.Pictograph:
                ReadPictograph(codePoint);
                break;
            default:
                ReadSign(codePoint);
                break;
        }
    }

    private bool ReadAddress(int codePoint)
    {
        var rest = _text[_start..];
        return codePoint < 0x80 && (Take(WebAddress.UrlLength(rest), WordTokenizer.UrlForm) ||
            Take(WebAddress.EmailLength(rest), WordTokenizer.EmailForm));
    }

    private bool Take(int length, string normal)
    {
        if (length > 0)
        {
            _end = _start + length;
            _normal.Set(normal);
        }

        return length > 0;
    }

    /// <summary>U.S., p.m., J.R.R.: letters each with its dot; the last dot may be missing.</summary>
    private bool ReadAcronym()
    {
        int at = _start;
        int letters = 0;
        while (letters < LongestAcronym && at + 1 < _text.Length && char.IsAsciiLetter(_text[at]) && _text[at + 1] == '.')
        {
            at += 2;
            letters++;
        }

        if (letters > 0 && letters < LongestAcronym && at < _text.Length && char.IsAsciiLetter(_text[at]))
        {
            at++;
            letters++;
        }

        if (letters < 2 || (at < _text.Length && SourceReader.KindOf(SourceReader.Read(_text, at, out _)) is CharKind.Letter or CharKind.Digit))
        {
            return false;
        }

        for (int i = 0; i < letters; i++)
        {
            _normal.AppendFolded(_text[_start + (2 * i)]);
            _normal.Append('.');
        }

        _end = at;
        return true;
    }

    private void ReadWord()
    {
        int at = _start;
        int last = _start;
        int normalBeforeLast = 0;
        int lastLetter = 0;
        while (at < _text.Length)
        {
            int codePoint = SourceReader.Read(_text, at, out int length);
            var kind = SourceReader.KindOf(codePoint);
            if (kind is CharKind.Letter or CharKind.Digit)
            {
                if (!_normal.HasRoom)
                {
                    break;
                }

                last = at;
                normalBeforeLast = _normal.Length;
                lastLetter = codePoint;
                _normal.AppendFolded(codePoint);
            }
            else if (kind is CharKind.Mark)
            {
                AppendMark(codePoint);
                lastLetter = 0;
            }
            else if (kind is not CharKind.Format && !JoinsWord(codePoint, at, length, lastLetter))
            {
                break;
            }
            else if (kind is not CharKind.Format)
            {
                _normal.Append(codePoint is '.' or ',' ? codePoint : '\'');
                lastLetter = 0;
            }

            at += length;
        }

        _end = at;
        if (lastLetter is 'n' or 'N' && Contraction.IsNegationAt(_text, at, out int end))
        {
            SplitNegation(last, normalBeforeLast, end);
        }
        else if (_end - _start == 6 && _normal.Value is "cannot")
        {
            _end = _start + 3;
            _normal.Truncate(3);
        }
    }

    /// <summary>Gives "do" of "don't", and "n't" itself when the word is only its n.</summary>
    private void SplitNegation(int n, int normalBefore, int end)
    {
        if (n == _start)
        {
            _end = end;
            _normal.Set("n't");
        }
        else
        {
            _end = n;
            _normal.Truncate(normalBefore);
        }
    }

    /// <summary>True for the signs inside a word: o'brien, 1,000.5.</summary>
    private readonly bool JoinsWord(int codePoint, int at, int length, int lastLetter)
    {
        if (!_normal.HasRoom || at + length >= _text.Length)
        {
            return false;
        }

        var next = SourceReader.KindOf(SourceReader.Read(_text, at + length, out _));
        if (codePoint is '.' or ',')
        {
            return next == CharKind.Digit && lastLetter != 0 && SourceReader.KindOf(lastLetter) == CharKind.Digit;
        }

        return Contraction.IsApostrophe(codePoint) && next == CharKind.Letter &&
            !(lastLetter is 'n' or 'N' && Contraction.IsNegationAt(_text, at, out _)) &&
            Contraction.CliticAt(_text, at, out _).Length == 0;
    }

    private void ReadSign(int codePoint)
    {
        char next = _end < _text.Length ? _text[_end] : '\0';
        switch (codePoint)
        {
            case '@' when WebAddress.HandleLength(_text[_start..]) is > 0 and int handle:
                Take(handle, WordTokenizer.UserForm);
                break;
            case '<' when Sign.ClassForm(_text[_start..]) is { Length: > 0 } form:
                Take(form.Length, form);
                break;
            case '.' when Sign.EllipsisLength(_text[_start..]) is > 0 and int dots:
                Take(dots, "...");
                break;
            case '.' when char.IsAsciiDigit(next) && (_start == 0 || char.IsWhiteSpace(_text[_start - 1])):
                _normal.Append('.');
                int dot = _start;
                _start = _end;
                ReadWord();
                _start = dot;
                break;
            case '-' when Sign.BracketForm(_text[_start..]) is { Length: > 0 } bracket:
                Take(5, bracket);
                break;
            case '-' when next == '-':
                _normal.Set("--");
                TakeRun('-');
                break;
            case '=' or '_' or '~':
                _normal.Append(codePoint);
                TakeRun((char)codePoint);
                break;
            case '\\' when next is '/' or '*':
                _normal.Append(next);
                _end++;
                break;
            default:
                ReadQuoteOrOther(codePoint, next);
                break;
        }
    }

    private void ReadQuoteOrOther(int codePoint, char next)
    {
        if (!Contraction.IsApostrophe(codePoint))
        {
            Sign.Append(codePoint, ref _normal);
        }
        else if (codePoint is '\'' or '`' && next == codePoint)
        {
            _normal.Append('"');
            _end++;
        }
        else if (Contraction.CliticAt(_text, _start, out int end) is { Length: > 0 } clitic)
        {
            Take(end - _start, clitic);
        }
        else
        {
            _normal.Append('\'');
        }
    }

    private void TakeRun(char sign)
    {
        while (_end < _text.Length && _text[_end] == sign)
        {
            _end++;
        }
    }

    /// <summary>One emoji: a flag's two letters, or pictographs held together by joiners; skin tones and variation selectors leave the normal form.</summary>
    private void ReadPictograph(int codePoint)
    {
        _normal.Append(codePoint);
        if (IsRegionalIndicator(codePoint))
        {
            if (IsRegionalIndicator(SourceReader.Peek(_text, _end, out int second)))
            {
                _normal.Append(SourceReader.Read(_text, _end, out _));
                _end += second;
            }

            return;
        }

        bool joined = false;
        while (_end < _text.Length)
        {
            int next = SourceReader.Read(_text, _end, out int length);
            var kind = SourceReader.KindOf(next);
            bool skinTone = next is >= 0x1F3FB and <= 0x1F3FF;
            if (joined && kind is CharKind.Pictograph)
            {
                _normal.Append(0x200D);
                _normal.Append(next);
            }
            else if (!skinTone && kind is not (CharKind.Mark or CharKind.Format))
            {
                break;
            }

            joined = next == 0x200D;
            _end += length;
        }
    }

    private void TakeMarks()
    {
        while (_end < _text.Length)
        {
            int codePoint = SourceReader.Read(_text, _end, out int length);
            if (SourceReader.KindOf(codePoint) != CharKind.Mark)
            {
                break;
            }

            _end += length;
        }
    }

    private void AppendMark(int codePoint)
    {
        bool latin = codePoint is >= 0x300 and <= 0x36F;
        bool selector = codePoint is (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF) or 0x20E3;
        if (!latin && !selector)
        {
            _normal.Append(codePoint);
        }
    }

    private static bool IsRegionalIndicator(int codePoint) => codePoint is >= 0x1F1E6 and <= 0x1F1FF;
}
