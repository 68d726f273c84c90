namespace TextClassify.Training.Augmenting.Texts;

/// <summary>How the edited texts of a text are chosen.</summary>
internal enum TextChoice
{
    /// <summary>Those most like other texts of the label in a part of them, and unlike those of other labels.</summary>
    Levenshtein,

    /// <summary>Any.</summary>
    Random,

    /// <summary>Those most like the text itself.</summary>
    Self,

    /// <summary>None of these edits but those of Wei and Zou (2019), as they come; no word stays.</summary>
    Eda,
}
