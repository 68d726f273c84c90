namespace TextClassify.Training.Pretraining;

/// <summary><c>dev.json</c> of a run folder.</summary>
/// <param name="Epoch">Of the weights kept, from 1.</param>
/// <param name="Cosine">Mean cosine between the net's vector of a development text and the teacher's, -1..1.</param>
/// <param name="Texts">Development texts.</param>
internal sealed record BaseReport(int Epoch, double Cosine, int Texts);
