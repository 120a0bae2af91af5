package dev.gatehouse.gateway.exchange;

/**
 * An error of Gatehouse's own as Hrana says it.
 *
 * @param code a name for the reason that never changes
 * @param message a sentence for people
 * @param closeCode the WebSocket close code, where the session ends with it
 */
public record HranaAnswer(String code, String message, int closeCode) {

  static HranaAnswer of(Answer answer, int closeCode) {
    return new HranaAnswer(answer.code(), answer.text(), closeCode);
  }
}
