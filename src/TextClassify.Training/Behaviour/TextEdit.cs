namespace TextClassify.Training.Behaviour;

/// <summary>A change to a text that means nothing to a reader.</summary>
internal enum TextEdit
{
    /// <summary>Two letters within a word of five or more change places.</summary>
    SwapLetters,

    /// <summary>A letter within a word of five or more is left out.</summary>
    DropLetter,

    UpperCase,
    LowerCase,

    /// <summary>The signs at the end go.</summary>
    NoEndSign,

    /// <summary>A link behind the text.</summary>
    Link,

    /// <summary>A name with @ before the text.</summary>
    Mention,
}
