namespace TextClassify.Training.Data;

internal enum DataFormat
{
    Csv,
    Tsv,
    JsonLines,
}
