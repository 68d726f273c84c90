namespace TextClassify.Text.Words;

/// <summary>
/// Cuts a text into words, numbers, signs and emoji with exact UTF-16 offsets, in one pass and without allocation.
/// Raw text ("I don't like it!") and Penn-tokenised corpora ("i do n't like it !") come to the same normal forms.
/// </summary>
/// <remarks>
/// <para>Contractions split as in the Penn Treebank (do|n't, it|'s, can|not); hyphenated words split at the hyphen; -lrb- and -rrb- are
/// brackets; `` and '' and curly quotes are ", runs of dots are "...".</para>
/// <para>A URL, an e-mail address and an @handle are each one token with the normal form &lt;url&gt;, &lt;email&gt;, &lt;user&gt;.</para>
/// <para>Latin letters lose their diacritics (é, e + U+0301 and e are one form); other scripts keep their marks. An ideograph or kana is a
/// token; a script without spaces, such as Thai, is not cut into words.</para>
/// <para>White space, control and format characters, unpaired surrogates, marks without a base and HTML tags stand between tokens.
/// HTML entities are read as the character they name, also in the broken form of AG News (" #39;s").</para>
/// <para>Every text is accepted. A token never splits a surrogate pair or starts with a combining mark. A word whose normal form would pass
/// <see cref="MaxNormalLength"/> units is cut into pieces.</para>
/// </remarks>
public static class WordTokenizer
{
    /// <summary>Longest normal form in UTF-16 units.</summary>
    public const int MaxNormalLength = 64;

    /// <summary>The normal form of a web address.</summary>
    public const string UrlForm = "<url>";

    /// <summary>The normal form of an e-mail address.</summary>
    public const string EmailForm = "<email>";

    /// <summary>The normal form of an @handle.</summary>
    public const string UserForm = "<user>";

    /// <summary>The tokens of <paramref name="text"/> in order.</summary>
    public static WordTokens Enumerate(ReadOnlySpan<char> text) => new(text);
}
