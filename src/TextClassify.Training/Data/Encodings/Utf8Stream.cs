using System.Text;

namespace TextClassify.Training.Data.Encodings;

/// <summary>Gives a file's text as UTF-8.</summary>
internal static class Utf8Stream
{
    private const int WesternCodePage = 1252;

    /// <param name="stream">Owned by what is returned.</param>
    /// <param name="encoding">Of the stream.</param>
    public static Stream Of(Stream stream, FileEncoding encoding) => encoding switch
    {
        FileEncoding.Utf16LittleEndian => Transcode(stream, Encoding.Unicode),
        FileEncoding.Utf16BigEndian => Transcode(stream, Encoding.BigEndianUnicode),
        FileEncoding.Windows1252 => Transcode(stream, CodePagesEncodingProvider.Instance.GetEncoding(WesternCodePage)!),
        _ => stream,
    };

    private static Stream Transcode(Stream stream, Encoding encoding) =>
        Encoding.CreateTranscodingStream(stream, encoding, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
}
