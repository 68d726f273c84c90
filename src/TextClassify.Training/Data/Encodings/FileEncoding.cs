namespace TextClassify.Training.Data.Encodings;

/// <summary>How a file's bytes spell its text.</summary>
internal enum FileEncoding
{
    /// <summary>Rows that are none are found when they are read.</summary>
    Utf8,

    Utf16LittleEndian,

    Utf16BigEndian,

    /// <summary>What Excel writes as plain CSV on a western system.</summary>
    Windows1252,

    /// <summary>None of these, as far as the bytes tell.</summary>
    Other,
}
