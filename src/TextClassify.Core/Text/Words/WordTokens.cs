using System.Diagnostics.CodeAnalysis;

namespace TextClassify.Text.Words;

/// <summary>
/// Enumerates the tokens of a text; see <see cref="WordTokenizer"/>. Each token is read from its own position alone, so a
/// token never depends on more of the text than a bounded look-ahead (512 units) after it.
/// </summary>
public ref struct WordTokens
{
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
                ReadLetters(codePoint);
                break;
            case CharKind.Ideograph:
                _normal.AppendFolded(codePoint);
                break;
            case CharKind.Pictograph:
                _end = Pictograph.Read(_text, _end, codePoint, ref _normal);
                break;
            default:
                ReadSign(codePoint);
                break;
        }
    }

    private void ReadLetters(int first)
    {
        var rest = _text[_start..];
        bool address = first < 0x80 &&
            (Take(WebAddress.UrlLength(rest), WordTokenizer.UrlForm) || Take(WebAddress.EmailLength(rest), WordTokenizer.EmailForm));
        if (!address)
        {
            int acronym = Acronym.LengthAt(_text, _start, ref _normal);
            _end = acronym > 0 ? _start + acronym : Word.Read(_text, _start, ref _normal);
        }
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
                _end = Word.Read(_text, _end, ref _normal);
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
}
