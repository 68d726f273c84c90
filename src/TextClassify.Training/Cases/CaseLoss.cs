using TextClassify.Training.Nets.Communicating;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TextClassify.Training.Cases;

/// <summary>Cross-entropy of the merged answer, and of the nodes' own beside it.</summary>
internal static class CaseLoss
{
    public static Tensor Of(CaseOutputs outputs, CaseBatch batch, Tensor present, CaseTraining training)
    {
        var labels = tensor(batch.Labels);
        var merged = functional.cross_entropy(outputs.Merged, labels, label_smoothing: training.LabelSmoothing);
        if (training.OwnWeight == 0)
        {
            return merged;
        }

        var wanted = labels.unsqueeze(1).expand(-1, batch.Sources).unsqueeze(2);
        var losses = outputs.Own.log_softmax(2).gather(2, wanted).squeeze(2).neg();
        return merged.Plus(((losses * present).sum(1) / present.sum(1)).mean().Times(training.OwnWeight));
    }
}
