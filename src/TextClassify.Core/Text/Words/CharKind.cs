namespace TextClassify.Text.Words;

internal enum CharKind
{
    /// <summary>White space, control characters, unpaired surrogates.</summary>
    Separator,
    Letter,
    Digit,

    /// <summary>A letter that is a token alone.</summary>
    Ideograph,

    /// <summary>Combining: belongs to the character before it.</summary>
    Mark,

    /// <summary>Invisible: joiners, soft hyphen, direction marks, emoji tags.</summary>
    Format,
    Pictograph,
    Sign,
}
